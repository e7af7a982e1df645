package org.gatehouse.config;

import static org.gatehouse.config.Forms.choice;
import static org.gatehouse.config.Forms.databaseTls;
import static org.gatehouse.config.Forms.databaseUrl;
import static org.gatehouse.config.Forms.foreignSecret;
import static org.gatehouse.config.Forms.host;
import static org.gatehouse.config.Forms.number;
import static org.gatehouse.config.Forms.path;
import static org.gatehouse.config.Forms.text;
import static org.gatehouse.config.Setting.named;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gatehouse.config.value.DatabaseTls;
import org.gatehouse.config.value.DatabaseType;
import org.gatehouse.config.value.DatabaseUrl;
import org.gatehouse.kernel.Sensitive;

/** The settings that say which database, and where it is. */
public final class DatabaseSettings {
  public static final Setting<DatabaseType> DATABASE_TYPE =
      named(
              "DATABASE_TYPE",
              choice(DatabaseType.class, Map.of()),
              "`h2`, a file in `GATEHOUSE_HOME`, or `postgres`, which many nodes can share; see"
                  + " [docs/database.md](docs/database.md).")
          .orElse("h2");

  public static final Setting<DatabaseUrl> DATABASE_URL =
      named(
          "DATABASE_URL",
          databaseUrl(),
          "Everything about the PostgreSQL database in one, instead of the names below:"
              + " `postgresql://user:password@host:port/database?sslmode=require`.");

  public static final Setting<String> DATABASE_HOST =
      named("DATABASE_HOST", host("db.example.com"), "Host of PostgreSQL.").orElse("localhost");

  public static final Setting<Integer> DATABASE_PORT =
      named("DATABASE_PORT", number(1, 65_535, 5432), "Port of PostgreSQL.").orElse("5432");

  public static final Setting<String> DATABASE_NAME =
      named("DATABASE_NAME", text("gatehouse"), "Name of the database, which must be there.")
          .orElse("gatehouse");

  public static final Setting<String> DATABASE_USER =
      named("DATABASE_USER", text("gatehouse"), "User, who may create tables there.")
          .orElse("gatehouse");

  public static final Setting<Sensitive> DATABASE_PASSWORD =
      named("DATABASE_PASSWORD", foreignSecret(), "Password of that user.");

  public static final Setting<DatabaseTls> DATABASE_SSL =
      named(
              "DATABASE_SSL",
              databaseTls(),
              "TLS to PostgreSQL: `disable`; `prefer`, where the server offers it; `require`, whoever"
                  + " answers; `verify-full`, only with a trusted certificate of that host. `true`"
                  + " is `require`, `false` is `disable`.")
          .orElse("prefer");

  public static final Setting<Path> DATABASE_SSL_ROOT_CERT =
      named(
              "DATABASE_SSL_ROOT_CERT",
              path("/etc/gatehouse/database-ca.pem"),
              "PEM file of the authorities that are trusted by `verify-full`.")
          .unsetMeans("those of Java");

  public static final Setting<Integer> DATABASE_POOL_SIZE =
      named("DATABASE_POOL_SIZE", number(1, 100, 8), "Connections to the database, 1 to 100.")
          .orElse("8");

  /** What {@link #DATABASE_URL} says already. */
  private static final List<Setting<?>> PARTS =
      List.of(
          DATABASE_HOST,
          DATABASE_PORT,
          DATABASE_NAME,
          DATABASE_USER,
          DATABASE_PASSWORD,
          DATABASE_SSL,
          DATABASE_SSL_ROOT_CERT);

  static final List<Setting<?>> ALL =
      Stream.of(
              List.<Setting<?>>of(DATABASE_TYPE, DATABASE_URL),
              PARTS,
              List.<Setting<?>>of(DATABASE_POOL_SIZE))
          .flatMap(List::stream)
          .toList();

  private DatabaseSettings() {}

  static void check(Settings settings) {
    if (settings.isSound(DATABASE_TYPE) && settings.get(DATABASE_TYPE) == DatabaseType.H2) {
      Stream.concat(Stream.of(DATABASE_URL), PARTS.stream())
          .filter(settings::isGiven)
          .forEach(
              setting ->
                  settings.warn(
                      setting + " is of no effect: DATABASE_TYPE=postgres would make it one"));
      return;
    }
    if (settings.isGiven(DATABASE_URL)) {
      PARTS.stream()
          .filter(settings::isGiven)
          .forEach(part -> settings.refuse(part, "DATABASE_URL says it already: remove one"));
    }
    settings
        .find(DATABASE_SSL_ROOT_CERT)
        .filter(file -> !Files.isReadable(file) || Files.isDirectory(file))
        .ifPresent(
            file ->
                settings.refuse(
                    DATABASE_SSL_ROOT_CERT, "there is no such file, or it cannot be read"));
  }
}
