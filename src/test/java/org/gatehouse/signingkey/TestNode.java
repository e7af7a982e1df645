package org.gatehouse.signingkey;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.gatehouse.audit.TestAudit;
import org.gatehouse.authority.TestAuthorities;
import org.gatehouse.crypto.SecretBox;
import org.gatehouse.jose.JwsAlgorithm;
import org.gatehouse.jose.SigningKey;
import org.gatehouse.jose.VerificationKey;
import org.gatehouse.kernel.Actor;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.TestClock;
import org.gatehouse.persistence.TestDatabase;

/** One of several servers on a database, each deed in a transaction of its own. */
final class TestNode {
  static final Duration LIFE = Duration.ofMinutes(30);

  final KeyRing ring;
  final KeyRotation rotation;

  /** Its settings. */
  record Given(
      JwsAlgorithm algorithm,
      String secret,
      boolean isGiven,
      Optional<String> previous,
      Duration rotation,
      String encryptionKey) {

    static Given usual() {
      return new Given(
          JwsAlgorithm.HS256,
          "the first secret of thirty-two bytes",
          false,
          Optional.empty(),
          Duration.ZERO,
          "the main encryption key");
    }

    Given with(JwsAlgorithm other) {
      return new Given(other, secret, isGiven, previous, rotation, encryptionKey);
    }

    Given every(Duration days) {
      return new Given(algorithm, secret, isGiven, previous, days, encryptionKey);
    }

    Given under(String otherKey) {
      return new Given(algorithm, secret, isGiven, previous, rotation, otherKey);
    }

    Given bySetting(String text, Optional<String> before) {
      return new Given(algorithm, text, true, before, rotation, encryptionKey);
    }

    private SigningKeyConfig config() {
      return new SigningKeyConfig(
          algorithm,
          SigningKey.hmac(Sensitive.of(secret)),
          isGiven,
          previous.map(TestNode::key),
          rotation,
          LIFE);
    }
  }

  TestNode(TestDatabase database, TestClock clock, Given given) {
    SigningKeyConfig config = given.config();
    SecretBox box = SecretBox.under(Sensitive.of(given.encryptionKey()));
    ring = new KeyRing(clock);
    KeyDeeds deeds =
        new KeyDeeds(
            database.sql(),
            box,
            config,
            TestAuthorities.on(database),
            TestAudit.on(database, clock),
            clock) {
          @Override
          List<StoredKey> all() {
            return database.call(super::all);
          }

          @Override
          boolean fit(Optional<SigningKey> fresh) {
            return database.call(() -> super.fit(fresh));
          }

          @Override
          KeyView plan(Actor actor, SigningKey fresh, boolean immediately) {
            return database.call(() -> super.plan(actor, fresh, immediately));
          }

          @Override
          void planBySchedule(SigningKey fresh) {
            database.run(() -> super.planBySchedule(fresh));
          }

          @Override
          void switchTo(String kid) {
            database.run(() -> super.switchTo(kid));
          }

          @Override
          KeyView revoke(Actor actor, String kid, SigningKey fresh) {
            return database.call(() -> super.revoke(actor, kid, fresh));
          }

          @Override
          void requireOwner(Actor actor) {
            database.run(() -> super.requireOwner(actor));
          }

          @Override
          void removeOld() {
            database.run(super::removeOld);
          }
        };
    KeyReading reading =
        new KeyReading(database.sql(), box, config, ring, clock) {
          @Override
          void learn() {
            database.run(super::learn);
          }
        };
    rotation = new KeyRotation(deeds, reading, ring, config, clock);
  }

  /** One that has started. */
  static TestNode started(TestDatabase database, TestClock clock, Given given) {
    TestNode node = new TestNode(database, clock, given);
    node.rotation.open();
    return node;
  }

  static VerificationKey key(String secret) {
    return SigningKey.hmac(Sensitive.of(secret)).verificationKey();
  }

  boolean accepts(SigningKey key) {
    return ring.find(key.kid()).filter(key.verificationKey()::equals).isPresent();
  }
}
