package org.gatehouse.app;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gatehouse.crypto.PurposeMac;
import org.gatehouse.persistence.Nodes;
import org.gatehouse.secrets.SecretName;
import org.gatehouse.secrets.SecretStoreException;
import org.gatehouse.secrets.Secrets;

/**
 * Compares this node with the others on the same database. Nodes with different secrets would
 * refuse each other's tokens, and cannot read what the others encrypt; nodes whose clocks differ
 * disagree on what is over.
 */
final class NodeWatch {
  private static final System.Logger LOG = System.getLogger(NodeWatch.class.getName());

  /** Tokens forgive 30 s, and the grace of a refresh token is as long. */
  private static final Duration TOLERABLE = Duration.ofSeconds(5);

  /** Rows that a slower transaction committed late are still seen. */
  private static final Duration LATE_COMMITS = Duration.ofSeconds(60);

  /** Two clocks that are further apart need repair, and not more rows read twice a second. */
  private static final Duration MOST = Duration.ofMinutes(10);

  private static final int BEATS_BETWEEN_WARNINGS = 30;

  private final Nodes nodes;
  private final Map<SecretName, String> secrets = new EnumMap<>(SecretName.class);

  private volatile Nodes.Clocks clocks = new Nodes.Clocks(Duration.ZERO, Duration.ZERO);
  private int beatsUntilWarning;

  NodeWatch(Nodes nodes, Secrets secrets) {
    this.nodes = nodes;
    PurposeMac digests = new PurposeMac(secrets.get(SecretName.ENCRYPTION_KEY), "node comparison");
    for (SecretName name : SecretName.values()) {
      this.secrets.put(name, digests.of(secrets.get(name).reveal()));
    }
  }

  /**
   * Joins the others.
   *
   * @throws SecretStoreException if one that runs has another main encryption key
   */
  void enter() {
    beat();
    for (String other : nodes.secretsOfOthers()) {
      List<String> different = different(other);
      if (different.contains(SecretName.ENCRYPTION_KEY.settingName())) {
        nodes.leave();
        throw new SecretStoreException(
            "another Gatehouse runs on this database with another main encryption key. All nodes"
                + " need the same secrets: SECRETKEY_STORAGE_TYPE=aws, a SECRETKEY_PATH that they"
                + " share, or all of them as settings; see docs/database.md.");
      }
      if (!different.isEmpty()) {
        LOG.log(
            Level.WARNING,
            "Another node has other values of {0}: what one issues, the other refuses. That passes"
                + " where the nodes are being given new ones just now; see docs/database.md.",
            String.join(", ", different));
      }
    }
  }

  private List<String> different(String other) {
    List<String> different = new ArrayList<>();
    List<String> theirs = List.of(other.split(",", -1));
    secrets.forEach(
        (name, digest) -> {
          if (!theirs.contains(entry(name, digest))) {
            different.add(name.settingName());
          }
        });
    return different;
  }

  private String words() {
    return secrets.entrySet().stream()
        .map(secret -> entry(secret.getKey(), secret.getValue()))
        .collect(Collectors.joining(","));
  }

  private static String entry(SecretName name, String digest) {
    return name.settingName() + ":" + digest;
  }

  /** Says that this node is there, and warns where its clock is wrong. */
  void beat() {
    Nodes.Clocks now = nodes.beat(words());
    boolean wasWrong = isWrong(clocks);
    clocks = now;
    if (!isWrong(now)) {
      if (wasWrong) {
        LOG.log(Level.INFO, "The clock of this node agrees with the database''s again");
      }
      beatsUntilWarning = 0;
    } else if (beatsUntilWarning-- <= 0) {
      beatsUntilWarning = BEATS_BETWEEN_WARNINGS;
      LOG.log(
          Level.WARNING,
          "The clock of this node is {0} s {1} the database''s. Tokens and links may end too early or"
              + " too late, and refreshes may count as misuse: synchronize the clocks (NTP).",
          now.ahead().abs().toSeconds(),
          now.ahead().isNegative() ? "behind" : "ahead of");
    }
  }

  private static boolean isWrong(Nodes.Clocks clocks) {
    return clocks.ahead().abs().compareTo(TOLERABLE) > 0;
  }

  /** Whether this node's clock is near enough to the database's. */
  boolean isClockRight() {
    return !isWrong(clocks);
  }

  /** How far back, by this node's clock, to look for what others did just now by theirs. */
  Duration lookBack() {
    Nodes.Clocks now = clocks;
    Duration widest = now.widest().compareTo(MOST) > 0 ? MOST : now.widest();
    return LATE_COMMITS.plus(widest).plus(now.ahead());
  }

  void leave() {
    nodes.leave();
  }
}
