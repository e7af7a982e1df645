package org.gatehouse.app;

import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.gatehouse.password.HashingPool;
import org.gatehouse.persistence.Database;
import org.gatehouse.persistence.TransactionCount;
import org.gatehouse.persistence.Transactions;
import org.gatehouse.reencryption.KeyChange;
import org.gatehouse.secrets.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is opened at the start and closed at the end, in the one right order: settings,
 * secrets, database, hashing threads. Whatever fails, what was opened before it is closed again.
 */
@ApplicationScoped
class PlantRoom {
  private static final System.Logger LOG = System.getLogger(PlantRoom.class.getName());

  /** For each core: about three seconds of waiting at bcrypt cost 10; who comes later gets 503. */
  private static final int HASHES_WAITING = 64;

  private @Nullable Opened opened;

  private record Opened(
      Configuration configuration,
      Secrets secrets,
      Database database,
      Transactions transactions,
      Optional<NodeWatch> nodes,
      HashingPool hashing,
      String contextPath) {}

  /**
   * Opens everything.
   *
   * @param contextPath where the container serves this application
   * @throws RuntimeException whose message tells the operator what is wrong
   */
  void open(String contextPath) {
    Configuration configuration = Configuration.read();
    configuration.warnings().forEach(warning -> LOG.log(Level.WARNING, warning));
    DataDirectory.create(configuration.home());
    Secrets secrets = configuration.openSecrets();
    Database database = Database.open(configuration.database());
    Transactions transactions = database.transactions();
    Optional<NodeWatch> nodes = enter(database, transactions, secrets);
    TransactionCount.register(transactions);
    int cores = Runtime.getRuntime().availableProcessors();
    opened =
        new Opened(
            configuration,
            secrets,
            database,
            transactions,
            nodes,
            new HashingPool(cores, cores * HASHES_WAITING),
            contextPath);
  }

  /**
   * Before the keys are looked at: whoever changes the main key looks for nodes after having said
   * that it changes.
   */
  private static Optional<NodeWatch> enter(
      Database database, Transactions transactions, Secrets secrets) {
    try {
      Optional<NodeWatch> nodes =
          database
              .nodes(transactions, Clock.systemUTC())
              .map(others -> new NodeWatch(others, secrets));
      nodes.ifPresent(NodeWatch::enter);
      KeyChange.settle(transactions, database.sql(transactions), secrets.box().keyId());
      return nodes;
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  void close() {
    @Nullable Opened closing = opened;
    opened = null;
    if (closing != null) {
      TransactionCount.unregister();
      closing.hashing().close();
      closing.nodes().ifPresent(PlantRoom::leave);
      closing.database().close();
    }
  }

  private static void leave(NodeWatch nodes) {
    try {
      nodes.leave();
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "the database is gone before this node", e);
    }
  }

  /** This node among others; empty where it has the database for itself. */
  Optional<NodeWatch> nodes() {
    return get().nodes();
  }

  Configuration configuration() {
    return get().configuration();
  }

  Secrets secrets() {
    return get().secrets();
  }

  /** The public address of this application, without a slash at its end. */
  String publicAddress() {
    return configuration().pages().origin() + get().contextPath();
  }

  Transactions transactions() {
    return get().transactions();
  }

  Database database() {
    return get().database();
  }

  HashingPool hashing() {
    return get().hashing();
  }

  private Opened get() {
    return Objects.requireNonNull(opened, "Gatehouse has not started");
  }
}
