package org.gatehouse.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;

/** Which technique belongs into which package, and what nobody may do. */
final class TechniqueRules {
  private static final Set<String> CLOCK_FACTORIES =
      Set.of(
          "system", "systemUTC", "systemDefaultZone", "tickMillis", "tickSeconds", "tickMinutes");

  static final ArchRule HTTP_TYPES =
      only(
              "..http",
              "json",
              "request",
              "rest",
              "web",
              "credential",
              "mechanism",
              "container",
              "app")
          .use("jakarta.servlet..", "jakarta.ws.rs..", "jakarta.security..")
          .because("rooms decide without knowing HTTP, so that they can be tested and moved");

  static final ArchRule JOSE4J =
      only("jose")
          .use("org.jose4j..")
          .because("the choice of algorithms and the order of checks stand in one place");

  static final ArchRule JACKSON =
      only("json")
          .use("com.fasterxml.jackson.databind..", "com.fasterxml.jackson.annotation..")
          .because("how JSON is bound is one decision, and rooms do not know JSON");

  static final ArchRule JACKSON_CORE =
      only("json", "jose")
          .use("com.fasterxml.jackson.core..")
          .because("JSON is read for requests and for tokens, and for nothing else");

  static final ArchRule PASSWORD_LIBRARIES =
      only("password")
          .use("org.springframework..", "com.nulabinc..")
          .because("how a password is hashed and judged is one decision");

  static final ArchRule DATABASE_LIBRARIES =
      only("persistence")
          .use("org.flywaydb..", "com.zaxxer..", "org.h2..", "org.postgresql..")
          .because("pool, driver and migrations can be exchanged in one place");

  static final ArchRule PROMETHEUS =
      only("metrics")
          .use("io.prometheus..")
          .because("rooms count by themselves; what a monitor is shown, and how, is one decision");

  static final ArchRule TEMPLATES =
      only("template")
          .use("com.github.jknack..")
          .because("what is escaped, and where templates come from, is one decision");

  static final ArchRule EMBEDDED_SERVER =
      only("standalone")
          .use("org.apache.tomee..", "org.apache.catalina..", "org.apache.openejb..")
          .because("the WAR runs on every server and must not know one");

  static final ArchRule AWS =
      only("secrets.aws")
          .use("software.amazon..")
          .because("who keeps secrets in files must not need the AWS SDK");

  static final ArchRule OUTBOUND =
      only("outbound")
          .use("java.net.http..")
          .because("limits of time and size, and which addresses may be asked, stand in one place");

  static final ArchRule MAIL =
      noClasses()
          .should()
          .dependOnClassesThat(resideInAnyPackage("jakarta.mail.."))
          .because("what answers behind it differs from server to server; smtp is our own");

  static final ArchRule TRANSACTIONS =
      noClasses()
          .should()
          .dependOnClassesThat(resideInAnyPackage("jakarta.transaction.."))
          .because(
              "its @Transactional is bound to the server's JTA, which knows no data source of"
                  + " ours");

  static final ArchRule CRYPTOGRAPHY =
      only("crypto", "jose", "password", "secrets", "secrets..")
          .use("javax.crypto..")
          .because("cryptography is reviewed by people who know what to look for, in few places");

  static final ArchRule RANDOMNESS =
      noClasses()
          .should()
          .dependOnClassesThat(
              named(
                  "java.util.Random",
                  "java.util.SplittableRandom",
                  "java.util.concurrent.ThreadLocalRandom",
                  "java.util.random.RandomGenerator"))
          .orShould(accessTargetWhere(method(Math.class, "random"::equals)))
          .because("what they make can be predicted; use SecureRandom");

  static final ArchRule TIME =
      noClasses()
          .that()
          .resideOutsideOfPackages(ours("app"), ours("standalone"))
          .should(accessTargetWhere(method(System.class, "currentTimeMillis"::equals)))
          .orShould(accessTargetWhere(method(Clock.class, CLOCK_FACTORIES::contains)))
          .orShould(accessTargetWhere(readsTheSystemClock()))
          .because("who gets a java.time.Clock can be tested at any time of any day");

  static final ArchRule ENVIRONMENT =
      noClasses()
          .that()
          .resideOutsideOfPackages(ours("config"), ours("standalone"))
          .should(accessTargetWhere(method(System.class, "getenv"::equals)))
          .because("a setting that is not in the catalogue is neither checked nor documented");

  static final ArchRule NAMES =
      noClasses()
          .should()
          .haveNameMatching(".*(?:Utils?|Helper|Manager|Impl)")
          .because("a class is named by its responsibility; such a name hides that it has none");

  static final ArchRule NULL_MARKED =
      classes()
          .should(beInANullMarkedPackage())
          .because("without @NullMarked in package-info.java, NullAway does not look");

  private TechniqueRules() {}

  private record Owners(List<String> packages) {
    /** Nobody else may use the types in these packages. */
    ArchRule use(String... technique) {
      return noClasses()
          .that()
          .resideOutsideOfPackages(packages.toArray(String[]::new))
          .should()
          .dependOnClassesThat(resideInAnyPackage(technique));
    }
  }

  private static Owners only(String... packages) {
    return new Owners(Arrays.stream(packages).map(TechniqueRules::ours).toList());
  }

  private static String ours(String name) {
    return MainClasses.BASE + (name.startsWith("..") ? name : "." + name);
  }

  private static DescribedPredicate<JavaClass> named(String... names) {
    Set<String> all = Set.of(names);
    return DescribedPredicate.describe(
        "are one of " + all, type -> all.contains(type.getFullName()));
  }

  private static DescribedPredicate<JavaAccess<?>> method(Class<?> owner, Predicate<String> name) {
    return DescribedPredicate.describe(
        "the target is a forbidden method of " + owner.getSimpleName(),
        access ->
            access.getTargetOwner().isEquivalentTo(owner)
                && name.test(access.getTarget().getName()));
  }

  /** {@code now()} of java.time without a Clock; {@code new Date()} is refused by Error Prone. */
  private static DescribedPredicate<JavaAccess<?>> readsTheSystemClock() {
    return DescribedPredicate.describe(
        "the target reads the system clock",
        access -> {
          if (!(access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target)) {
            return false;
          }
          return target.getName().equals("now")
              && access.getTargetOwner().getPackageName().startsWith("java.time")
              && target.getRawParameterTypes().stream()
                  .noneMatch(parameter -> parameter.isEquivalentTo(Clock.class));
        });
  }

  private static ArchCondition<JavaClass> beInANullMarkedPackage() {
    return new ArchCondition<>("be in a package that is @NullMarked") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean isMarked = type.getPackage().isAnnotatedWith(NullMarked.class);
        events.add(
            new SimpleConditionEvent(
                type, isMarked, type.getName() + (isMarked ? " is" : " is not") + " null-marked"));
      }
    };
  }
}
