package org.gatehouse.sso;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.gatehouse.crypto.SecretBox;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.SessionId;
import org.gatehouse.kernel.TestClock;
import org.gatehouse.kernel.UserId;
import org.junit.jupiter.api.Test;

class RoundTripsTest {
  private static final Sensitive SECRET = Sensitive.of("a secret of all nodes");

  private final TestClock clock = new TestClock();
  private final RoundTrips trips =
      new RoundTrips(SECRET, Optional.empty(), clock, new SecureRandom());
  private final RoundTrips otherNode =
      new RoundTrips(SECRET, Optional.empty(), clock, new SecureRandom());

  private static final Aim PLAIN = new Aim.SignIn(Optional.empty(), Optional.empty());

  @Test
  void tripWhenSealedThenAnyNodeOpensAllOfIt() {
    List<Aim> aims =
        List.of(
            PLAIN,
            new Aim.SignIn(Optional.of("/app?x=\u00fc"), Optional.of(Sensitive.of("token"))),
            new Aim.Link(UserId.random(), SessionId.parse("0b1a3a52-9d0e-4a4c-8f43-6a1df8c0a111")));
    for (Aim aim : aims) {
      RoundTrip trip = trips.begin(ProviderName.AZURE, aim);
      assertEquals(Optional.of(trip), otherNode.open(trips.seal(trip)));
    }
  }

  @Test
  void tripWhenSealedThenNobodySeesWhatIsInItAndItsLengthIsBounded() {
    Aim aim = new Aim.SignIn(Optional.of("/" + "x".repeat(1999)), Optional.empty());
    RoundTrip trip = trips.begin(ProviderName.GOOGLE, aim);
    String sealed = trips.seal(trip);
    assertFalse(sealed.contains(trip.challenge().verifier().reveal()));
    assertTrue(sealed.length() < 3800, "" + sealed.length());
    assertFalse(trip.toString().contains(trip.challenge().verifier().reveal()), trip.toString());
  }

  @Test
  void tripWhenOverOrFromTheFutureThenNotOpened() {
    RoundTrip trip = trips.begin(ProviderName.GOOGLE, PLAIN);
    String sealed = trips.seal(trip);
    clock.advance(RoundTrips.LIFE.minusMillis(1));
    assertTrue(trips.open(sealed).isPresent());
    clock.advance(Duration.ofMillis(1));
    assertEquals(Optional.empty(), trips.open(sealed));
    TestClock early = new TestClock();
    early.advance(Duration.ofHours(-1));
    assertEquals(
        Optional.empty(),
        new RoundTrips(SECRET, Optional.empty(), early, new SecureRandom()).open(sealed));
  }

  @Test
  void tripWhenTheSecretHasChangedThenThePreviousOneOpensWhatIsOnItsWay() {
    RoundTrip trip = trips.begin(ProviderName.GOOGLE, PLAIN);
    Sensitive next = Sensitive.of("the next secret of all nodes");
    RoundTrips changed = new RoundTrips(next, Optional.of(SECRET), clock, new SecureRandom());
    assertEquals(Optional.of(trip), changed.open(trips.seal(trip)));
    assertEquals(Optional.empty(), trips.open(changed.seal(trip)));
  }

  @Test
  void tripWhenOfAnotherSecretOrPurposeOrDamagedThenNotOpened() {
    RoundTrip trip = trips.begin(ProviderName.GOOGLE, PLAIN);
    String sealed = trips.seal(trip);
    RoundTrips stranger =
        new RoundTrips(Sensitive.of("another"), Optional.empty(), clock, new SecureRandom());
    String otherPurpose = SecretBox.derived(SECRET, "another").seal("sso round trip", trip.write());
    String underTheSecretItself = SecretBox.under(SECRET).seal("sso round trip", trip.write());
    for (String text :
        List.of(
            stranger.seal(trip),
            otherPurpose,
            underTheSecretItself,
            sealed.substring(1),
            sealed + "A",
            "",
            "nonsense")) {
      assertEquals(Optional.empty(), trips.open(text), text);
    }
  }

  @Test
  void tripsWhenBegunThenNothingIsTheSameTwice() {
    Challenge one = trips.begin(ProviderName.GOOGLE, PLAIN).challenge();
    Challenge other = trips.begin(ProviderName.GOOGLE, PLAIN).challenge();
    assertNotEquals(one.state(), other.state());
    assertNotEquals(one.nonce(), other.nonce());
    assertNotEquals(one.verifier(), other.verifier());
    assertNotEquals(one.state(), one.nonce());
    assertEquals(Optional.empty(), RoundTrips.idOf(Sensitive.of("no state")));
  }
}
