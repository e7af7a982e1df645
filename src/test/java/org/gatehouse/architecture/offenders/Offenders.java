package org.gatehouse.architecture.offenders;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;

/** Each class breaks one rule, to see that the rule finds it. The package has no package-info. */
public final class Offenders {
  private Offenders() {}

  public static final class UsesServlet {
    jakarta.servlet.http.HttpServletRequest field;
  }

  public static final class UsesRest {
    jakarta.ws.rs.core.Response field;
  }

  public static final class UsesSecurity {
    jakarta.security.enterprise.AuthenticationStatus field;
  }

  public static final class UsesJose4j {
    org.jose4j.jws.JsonWebSignature field;
  }

  public static final class UsesJackson {
    com.fasterxml.jackson.databind.ObjectMapper field;
  }

  public static final class UsesJacksonCore {
    com.fasterxml.jackson.core.JsonFactory field;
  }

  public static final class UsesBcrypt {
    org.springframework.security.crypto.bcrypt.BCrypt field;
  }

  public static final class UsesZxcvbn {
    com.nulabinc.zxcvbn.Zxcvbn field;
  }

  public static final class UsesFlyway {
    org.flywaydb.core.Flyway field;
  }

  public static final class UsesPool {
    com.zaxxer.hikari.HikariDataSource field;
  }

  public static final class UsesH2 {
    org.h2.Driver field;
  }

  public static final class UsesHttpClient {
    java.net.http.HttpClient field;
  }

  public static final class UsesHandlebars {
    com.github.jknack.handlebars.Template field;
  }

  public static final class UsesPrometheus {
    io.prometheus.metrics.model.snapshots.MetricSnapshot field;
  }

  public static final class UsesTomee {
    org.apache.tomee.embedded.Configuration field;
  }

  public static final class UsesCatalina {
    org.apache.catalina.Context field;
  }

  public static final class UsesAws {
    software.amazon.awssdk.regions.Region field;
  }

  public static final class UsesMail {
    jakarta.mail.Session field;
  }

  public static final class UsesJta {
    @jakarta.transaction.Transactional
    void inNoTransactionOfOurs() {}
  }

  public static final class UsesCipher {
    javax.crypto.Cipher field;
  }

  public static final class UsesRandom {
    java.util.Random field;
  }

  public static final class UsesThreadLocalRandom {
    int any() {
      return java.util.concurrent.ThreadLocalRandom.current().nextInt();
    }
  }

  public static final class UsesMathRandom {
    double any() {
      return Math.random();
    }
  }

  public static final class AsksInstant {
    Instant any() {
      return Instant.now();
    }
  }

  public static final class AsksInstantByReference {
    Supplier<Instant> any() {
      return Instant::now;
    }
  }

  public static final class AsksSystem {
    long any() {
      return System.currentTimeMillis();
    }
  }

  public static final class MakesClock {
    Clock any() {
      return Clock.systemUTC();
    }
  }

  public static final class AsksEnvironment {
    Object any() {
      return System.getenv("PATH");
    }
  }

  public static final class StringUtils {}

  public static final class SessionManager {}

  /** Breaks none of them. */
  public static final class Innocent {
    Instant now(Clock clock) {
      return Instant.now(clock);
    }

    int any(SecureRandom random) {
      return random.nextInt() + (int) System.nanoTime();
    }
  }
}
