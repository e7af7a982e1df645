package org.gatehouse.persistence;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says why a PostgreSQL server cannot be used: what, where, and what to do. */
final class PostgresFaults {
  private static final String CANNOT_CONNECT_NOW = "57P03";

  private final DatabaseConfig.OnServer config;

  PostgresFaults(DatabaseConfig.OnServer config) {
    this.config = config;
  }

  /** Whether a server that starts at this moment would answer so. */
  static boolean mayPass(SQLException failure) {
    return CANNOT_CONNECT_NOW.equals(failure.getSQLState()) || has(failure, ConnectException.class);
  }

  DatabaseStartException explained(SQLException failure) {
    return exception(
        reason(failure), "The answer was: " + Objects.toString(failure.getMessage(), "none"));
  }

  private String reason(SQLException failure) {
    if (has(failure, UnknownHostException.class)) {
      return "nobody knows a host of that name. Look at DATABASE_HOST, or the host in DATABASE_URL.";
    }
    if (has(failure, SocketTimeoutException.class)) {
      return "nothing answers there. Look at host and port, and for a firewall in between.";
    }
    if (has(failure, ConnectException.class) || has(failure, NoRouteToHostException.class)) {
      return "the connection is refused. Is PostgreSQL running, does it listen on that address"
          + " (listen_addresses), and are host and port right?";
    }
    if (has(failure, SSLException.class) || namesAnotherHost(failure)) {
      return "TLS failed. With verify-full the certificate must be trusted and name the host: see"
          + " DATABASE_SSL and DATABASE_SSL_ROOT_CERT.";
    }
    return switch (Objects.toString(failure.getSQLState(), "")) {
      case "08001" -> "nothing answers there in time. Look at host and port, and for a firewall.";
      case "28P01" ->
          "the password is wrong, or there is no such user. Look at DATABASE_USER and"
              + " DATABASE_PASSWORD, or at both in DATABASE_URL.";
      case "28000" ->
          "this user may not come in from here. Look at DATABASE_USER, DATABASE_SSL, and at the"
              + " server's pg_hba.conf.";
      case "08004" ->
          "the server refuses the connection: no password is set (DATABASE_PASSWORD), or it has no"
              + " TLS (DATABASE_SSL).";
      case "3D000" ->
          "there is no such database. Make it, in the server's own tool: create database … owner …;"
              + " or look at DATABASE_NAME.";
      case "42501" -> "the user may not use this database: grant connect on database … to …;";
      case CANNOT_CONNECT_NOW -> "the server is starting or stopping. Start Gatehouse again later.";
      case "53300" ->
          "the server has no connection left: lower DATABASE_POOL_SIZE, or raise its"
              + " max_connections.";
      case "08P01" ->
          "what answers there does not take our settings. Behind PgBouncer add prepareThreshold=0 to"
              + " DATABASE_URL, see docs/database.md.";
      default -> "the server refuses, or what answers there is no PostgreSQL.";
    };
  }

  /** The driver says so with the state of any failure, and in the language of the machine. */
  private boolean namesAnotherHost(SQLException failure) {
    return "08006".equals(failure.getSQLState())
        && failure.getCause() == null
        && config.parameters().getOrDefault("sslmode", "").equals("verify-full");
  }

  DatabaseStartException tooOld(String version, int oldest) {
    return exception(
        "it is PostgreSQL " + version + ". Gatehouse needs version " + oldest + " or newer.", "");
  }

  DatabaseStartException readOnly() {
    return exception(
        "it can only be read, as a replica. Give the address of the primary, or several addresses"
            + " and targetServerType=primary in DATABASE_URL.",
        "");
  }

  DatabaseStartException mayNotCreate(String schema) {
    return exception(
        schema.isEmpty()
            ? "the user has no schema to create tables in: create schema …, or look at search_path."
            : "the user may not create tables. Make the user the owner of the database, or: grant"
                + " create on schema \""
                + schema
                + "\" to …;",
        "");
  }

  private DatabaseStartException exception(String reason, String answer) {
    String message = "The PostgreSQL database " + config.words() + " cannot be used: " + reason;
    return new DatabaseStartException((message + " " + answer).strip());
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> type) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  /** A name in the path of the driver's address. */
  static String escaped(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
