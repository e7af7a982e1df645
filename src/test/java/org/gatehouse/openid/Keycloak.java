package org.gatehouse.openid;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keycloak, of Maven Central, which the build has unpacked: a realm with one client, whose people
 * are grace, katherine and mary, of the group {@code editors}. Everybody has one password.
 */
public final class Keycloak implements AutoCloseable {
  /** Everybody's. */
  public static final String PASSWORD = "any word will do";

  private static final int SECONDS_TO_START = 180;

  private final Path home = Path.of(System.getProperty("gatehouse.keycloak", "(not set)"));
  private final int port = FreePort.take();
  private @Nullable Process process;

  /** Its issuer: localhost, where browsers send back its cookies, which are Secure. */
  public String issuer() {
    return "http://localhost:" + port + "/realms/house";
  }

  /** Starts it for one client, the Gatehouse at this address. */
  public void start(String gatehouse) {
    Path log = home.resolve("output.log");
    try {
      Files.createDirectories(home.resolve("data/import"));
      Files.writeString(
          home.resolve("data/import/house-realm.json"), OpenIdProvider.write(realm(gatehouse)));
      ProcessBuilder builder =
          new ProcessBuilder(
                  "bash",
                  home.resolve("bin/kc.sh").toString(),
                  "start-dev",
                  "--import-realm",
                  "--db=dev-mem",
                  "--cache=local",
                  "--http-host=127.0.0.1",
                  "--http-port=" + port)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
      // It lives for a minute, most of which is its start: the second compiler is not worth it.
      builder.environment().put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
      process = builder.start();
      awaitReady(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitReady(Path log) throws IOException {
    Process started = Objects.requireNonNull(process);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_START);
    while (!answers()) {
      if (!started.isAlive() || System.nanoTime() > deadline) {
        close();
        throw new AssertionError(
            "Keycloak did not start: " + Files.readString(log, StandardCharsets.UTF_8));
      }
      try {
        TimeUnit.MILLISECONDS.sleep(200);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  private boolean answers() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create(issuer() + "/.well-known/openid-configuration").toURL().openConnection();
      connection.setConnectTimeout(1_000);
      connection.setReadTimeout(10_000);
      return connection.getResponseCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static Map<String, Object> realm(String gatehouse) {
    return Map.of(
        "realm",
        "house",
        "enabled",
        true,
        "sslRequired",
        "none",
        "groups",
        List.of(Map.of("name", "editors")),
        "users",
        List.of(person("grace"), person("katherine"), person("mary")),
        "clients",
        List.of(client(gatehouse)));
  }

  private static Map<String, Object> client(String gatehouse) {
    return Map.of(
        "clientId",
        OpenIdProvider.CLIENT_ID,
        "secret",
        OpenIdProvider.CLIENT_SECRET,
        "publicClient",
        false,
        "standardFlowEnabled",
        true,
        "redirectUris",
        List.of(gatehouse + "/api/v1/oidc/callback"),
        "attributes",
        Map.of(
            "pkce.code.challenge.method",
            "S256",
            "post.logout.redirect.uris",
            gatehouse + "/login",
            "backchannel.logout.url",
            gatehouse + "/api/v1/sso/oidc/backchannel-logout",
            "backchannel.logout.session.required",
            "true"),
        "protocolMappers",
        List.of(
            Map.of(
                "name",
                "groups",
                "protocol",
                "openid-connect",
                "protocolMapper",
                "oidc-group-membership-mapper",
                "config",
                Map.of("claim.name", "groups", "full.path", "false", "id.token.claim", "true"))));
  }

  private static Map<String, Object> person(String name) {
    return Map.of(
        "username",
        name,
        "enabled",
        true,
        "email",
        name + "@example.org",
        "emailVerified",
        true,
        "firstName",
        name,
        "lastName",
        "Test",
        "groups",
        List.of("/editors"),
        "credentials",
        List.of(Map.of("type", "password", "value", PASSWORD, "temporary", false)));
  }

  /** Ends it and whatever it has started. */
  @Override
  public void close() {
    if (process != null) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
