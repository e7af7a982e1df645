package org.gatehouse.signingkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.gatehouse.jose.JwsAlgorithm;
import org.gatehouse.jose.SigningKey;
import org.gatehouse.kernel.Actor;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.Race;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.TestClock;
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyRotationTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final Actor OPERATOR =
      new Actor(null, new RequestContext("192.0.2.7", "curl/8", "req-1"));
  private static final String FIRST = "the first secret of thirty-two bytes";
  private static final String SECOND = "the second secret of thirty-two bytes";
  private static final Duration LEAD = Duration.ofHours(2);
  private static final Duration A_SECOND = Duration.ofSeconds(1);

  private final TestClock clock = new TestClock();

  @BeforeEach
  void clear() {
    DATABASE.clear();
  }

  private TestNode start(TestNode.Given given) {
    return TestNode.started(DATABASE, clock, given);
  }

  private static TestNode.Given usual() {
    return TestNode.Given.usual();
  }

  private static TestNode.Given with(JwsAlgorithm algorithm) {
    return usual().with(algorithm);
  }

  @Test
  void openWhenHs256ThenTheDocumentedSecretSignsAndNothingIsPublished() {
    TestNode node = start(usual());
    assertEquals(TestNode.key(FIRST), node.ring.active().verificationKey());
    assertEquals("{\"keys\":[]}", node.ring.publicKeys());
    assertEquals(node.ring.active(), start(usual()).ring.active(), "after a restart");
  }

  @ParameterizedTest
  @EnumSource(names = {"ES256", "RS256", "EdDSA"})
  void openWhenPublicKeyThenOneIsMadeOnceAndPublished(JwsAlgorithm algorithm) {
    TestNode node = start(with(algorithm));
    SigningKey active = node.ring.active();
    assertEquals(algorithm, active.algorithm());
    assertTrue(node.ring.publicKeys().contains(active.kid()));
    assertFalse(node.ring.publicKeys().contains("\"d\""));
    assertEquals(active, start(with(algorithm)).ring.active(), "after a restart");
  }

  @Test
  void openWhenTenNodesStartOnAnEmptyDatabaseThenAllHaveOneKey() throws InterruptedException {
    for (JwsAlgorithm algorithm : List.of(JwsAlgorithm.HS256, JwsAlgorithm.EdDSA)) {
      DATABASE.clear();
      List<Callable<String>> starts = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        starts.add(() -> start(with(algorithm)).ring.active().kid());
      }
      Race<String> race = Race.of(starts);
      assertEquals(List.of(), race.lost());
      assertEquals(1, Set.copyOf(race.won()).size(), race::toString);
    }
  }

  @Test
  void openWhenAlgorithmChangesThenOldTokensGoOnAsLongAsTheyLive() {
    SigningKey first = start(usual()).ring.active();
    TestNode second = start(with(JwsAlgorithm.ES256));
    SigningKey ec = second.ring.active();
    assertTrue(second.accepts(first));
    TestNode third = start(with(JwsAlgorithm.EdDSA));
    assertTrue(third.accepts(first) && third.accepts(ec));
    assertTrue(third.ring.publicKeys().contains(ec.kid()), "as long as its tokens live");
    clock.advance(TestNode.LIFE.plusMinutes(3));
    assertFalse(third.accepts(first) || third.accepts(ec));
    assertTrue(third.ring.isOver(ec.kid()));
    third.rotation.removeOld();
    third.rotation.learn();
    assertFalse(third.ring.publicKeys().contains(ec.kid()));
  }

  @Test
  void openWhenBackToHs256ThenASecretThatIsRetiredDoesNotReturn() {
    SigningKey first = start(usual()).ring.active();
    TestNode unused = start(with(JwsAlgorithm.ES256));
    TestNode back = start(usual());
    assertEquals(JwsAlgorithm.HS256, back.ring.active().algorithm());
    assertNotEquals(first, back.ring.active());
    assertTrue(back.accepts(first), "its tokens may live");
  }

  @Test
  void openWhenSettingGivesAnotherSecretThenItSignsAndThePreviousOneIsAcceptedForATime() {
    TestNode before = start(usual().bySetting(FIRST, Optional.empty()));
    TestNode after = start(usual().bySetting(SECOND, Optional.of(FIRST)));
    assertEquals(TestNode.key(SECOND), after.ring.active().verificationKey());
    assertTrue(after.accepts(before.ring.active()));
    clock.advance(TestNode.LIFE.plus(A_SECOND));
    assertFalse(after.accepts(before.ring.active()));

    TestNode without = start(usual().bySetting(SECOND, Optional.empty()));
    assertFalse(without.accepts(before.ring.active()), "a change that signs everybody out");
  }

  @Test
  void openWhenSettingComesWhereKeysWereMadeThenTheSettingWins() {
    TestNode made = start(usual());
    SigningKey second = rotatedNow(made);
    TestNode given = start(usual().bySetting(SECOND, Optional.empty()));
    assertEquals(TestNode.key(SECOND), given.ring.active().verificationKey());
    assertTrue(given.accepts(second));
    List<KeyView> listed = given.rotation.list(OPERATOR);
    assertEquals(
        List.of(TestNode.key(SECOND).kid()),
        listed.stream().filter(key -> key.state() == KeyState.ACTIVE).map(KeyView::kid).toList());
  }

  @Test
  void openWhenKeyWasSealedUnderAnotherEncryptionKeyThenRefusedAndNothingIsReplaced() {
    SigningKey active = start(with(JwsAlgorithm.ES256)).ring.active();
    TestNode.Given other = with(JwsAlgorithm.ES256).under("another main encryption key");
    IllegalStateException refusal = assertThrows(IllegalStateException.class, () -> start(other));
    assertTrue(String.valueOf(refusal.getMessage()).contains("SECRETKEY_OVERWRITE"));
    assertEquals(active, start(with(JwsAlgorithm.ES256)).ring.active());
  }

  @Test
  void rotateThenTheNextIsPublishedBeforeItSigns() {
    TestNode node = start(with(JwsAlgorithm.ES256));
    SigningKey first = node.ring.active();
    KeyView next = node.rotation.rotate(OPERATOR, false);
    assertEquals(KeyState.NEXT, next.state());
    assertEquals(clock.instant().plus(LEAD), next.signsFrom());
    assertTrue(node.ring.publicKeys().contains(next.kid()));
    assertEquals(next, node.rotation.rotate(OPERATOR, false), "one at a time");
    clock.advance(LEAD.minus(A_SECOND));
    node.rotation.keepTime();
    assertEquals(first, node.ring.active());
    clock.advance(A_SECOND);
    node.rotation.keepTime();
    assertEquals(next.kid(), node.ring.active().kid());
    assertTrue(node.accepts(first));
    clock.advance(TestNode.LIFE.plusMinutes(2));
    assertFalse(node.accepts(first));
    assertEquals(2, publicKeys());
  }

  @Test
  void rotateWhenNowThenOtherNodesAcceptItsTokensBeforeTheyHaveHeardOfIt() {
    TestNode one = start(with(JwsAlgorithm.EdDSA));
    TestNode two = start(with(JwsAlgorithm.EdDSA));
    SigningKey first = one.ring.active();
    SigningKey second = rotatedNow(one);
    assertTrue(two.accepts(second), "an unknown key makes it look");
    assertEquals(second, two.ring.active());
    assertTrue(two.accepts(first));
  }

  @Test
  void findWhenStrangersNameUnknownKeysThenTheDatabaseIsAskedOnceASecond() {
    TestNode one = start(with(JwsAlgorithm.EdDSA));
    TestNode two = start(with(JwsAlgorithm.EdDSA));
    assertTrue(two.ring.find("unknown").isEmpty());
    SigningKey second = rotatedNow(one);
    assertFalse(two.accepts(second), "not again within the second");
    clock.advance(A_SECOND.plusMillis(1));
    assertTrue(two.accepts(second));
  }

  @Test
  void findWhenTheDatabaseDoesNotAnswerThenUnknownAndWhatIsKnownIsGood() {
    TestNode node = start(with(JwsAlgorithm.EdDSA));
    node.ring.reloadBy(
        () -> {
          throw new IllegalStateException("no database");
        });
    assertTrue(node.ring.find("unknown").isEmpty());
    assertFalse(node.ring.isOver("unknown"));
    assertTrue(node.accepts(node.ring.active()));
    node.rotation.close();
    clock.advance(A_SECOND.plusMillis(1));
    assertTrue(node.ring.find("unknown").isEmpty(), "after the end nobody is asked");
  }

  @Test
  void rotateWhenScheduledThenByItselfAndOnceForAllNodes() {
    TestNode.Given monthly = with(JwsAlgorithm.EdDSA).every(Duration.ofDays(30));
    TestNode one = start(monthly);
    TestNode two = start(monthly);
    SigningKey first = one.ring.active();
    clock.advance(Duration.ofDays(30).minus(LEAD).minus(A_SECOND));
    tick(one, two);
    assertEquals(1, publicKeys());
    clock.advance(A_SECOND);
    one.rotation.keepTime();
    two.rotation.keepTime();
    assertEquals(2, publicKeys(), "the other node had not heard of it");
    tick(one, two);
    assertEquals(first, one.ring.active());
    clock.advance(LEAD);
    one.rotation.keepTime();
    two.rotation.keepTime();
    tick(one, two);
    assertNotEquals(first, one.ring.active());
    assertEquals(one.ring.active(), two.ring.active());
    assertTrue(two.accepts(first));
    assertEquals(2, publicKeys());
  }

  @Test
  void rotateWhenHs256WasMadeByGatehouseThenAnotherSecretSigns() {
    TestNode node = start(usual());
    SigningKey first = node.ring.active();
    SigningKey second = rotatedNow(node);
    assertEquals(JwsAlgorithm.HS256, second.algorithm());
    assertNotEquals(first, second);
    assertTrue(node.accepts(first));
    assertEquals("{\"keys\":[]}", node.ring.publicKeys());
    assertEquals(second, start(usual()).ring.active(), "after a restart");
    clock.advance(TestNode.LIFE.plusMinutes(2));
    node.rotation.removeOld();
    assertEquals(second, start(usual()).ring.active(), "the first does not come back");
  }

  @Test
  void rotateWhenASettingGivesTheKeyThenRefusedWithWhatToDo() {
    TestNode node = start(usual().bySetting(FIRST, Optional.empty()));
    for (Callable<?> deed :
        List.<Callable<?>>of(
            () -> node.rotation.rotate(OPERATOR, true),
            () -> node.rotation.revoke(OPERATOR, node.ring.active().kid()))) {
      AuthException refusal = assertThrows(AuthException.class, deed::call);
      assertEquals(ErrorCode.CONFLICT, refusal.code());
      assertTrue(String.join("", refusal.reasons()).contains("JWT_AUTH_TOKEN_SECRET_PREVIOUS"));
    }
  }

  @Test
  void rotateWhenTwoNodesAtOnceThenOneChange() throws InterruptedException {
    TestNode one = start(with(JwsAlgorithm.EdDSA));
    TestNode two = start(with(JwsAlgorithm.EdDSA));
    Race<KeyView> race =
        Race.of(
            List.of(
                () -> one.rotation.rotate(OPERATOR, false),
                () -> two.rotation.rotate(OPERATOR, false)));
    assertEquals(2, publicKeys());
    assertTrue(race.lost().stream().allMatch(ErrorCode.CONFLICT::equals), race::toString);
    assertEquals(1, race.won().stream().map(KeyView::kid).collect(Collectors.toSet()).size());
  }

  @Test
  void revokeThenItsTokensAreRefusedEverywhereAndAnotherSigns() {
    for (TestNode.Given given : List.of(usual(), with(JwsAlgorithm.ES256))) {
      DATABASE.clear();
      TestNode one = start(given);
      TestNode two = start(given);
      SigningKey stolen = one.ring.active();
      KeyView revoked = one.rotation.revoke(OPERATOR, stolen.kid());
      assertEquals(KeyState.REVOKED, revoked.state());
      assertFalse(one.accepts(stolen));
      assertTrue(one.ring.isOver(stolen.kid()), "logins go on by a refresh");
      assertFalse(one.ring.publicKeys().contains(stolen.kid()));
      two.rotation.learn();
      assertFalse(two.accepts(stolen));
      assertNotEquals(stolen, two.ring.active());
      assertEquals(one.ring.active(), two.ring.active());
      clock.advance(Duration.ofDays(1));
      one.rotation.removeOld();
      TestNode restarted = start(given);
      assertFalse(restarted.accepts(stolen));
      assertNotEquals(stolen, restarted.ring.active());
    }
  }

  @Test
  void revokeWhenTheKeyIsNextOrRetiredThenTheActiveOneGoesOn() {
    TestNode node = start(with(JwsAlgorithm.EdDSA));
    SigningKey first = node.ring.active();
    SigningKey second = rotatedNow(node);
    KeyView next = node.rotation.rotate(OPERATOR, false);
    KeyView gone = node.rotation.revoke(OPERATOR, next.kid());
    assertEquals(KeyState.REVOKED, gone.state());
    KeyView unused = node.rotation.revoke(OPERATOR, first.kid());
    assertEquals(second, node.ring.active());
    assertFalse(node.accepts(first));
    clock.advance(LEAD);
    node.rotation.keepTime();
    assertEquals(second, node.ring.active());
    assertRefused(ErrorCode.NOT_FOUND, () -> node.rotation.revoke(OPERATOR, "none"));
  }

  @Test
  void everythingWhenNotAnOwnerThenForbidden() {
    TestNode node = start(with(JwsAlgorithm.EdDSA));
    UserId jane = UserId.random();
    DATABASE.execute(
        "insert into gatehouse_user (id, email, name, name_search, status, created_at)"
            + " values (?, 'jane@example.com', 'Jane', 'jane', 'ACTIVE', 1)",
        jane.value());
    Actor member = new Actor(jane, OPERATOR.origin());
    String kid = node.ring.active().kid();
    assertRefused(ErrorCode.FORBIDDEN, () -> node.rotation.list(member));
    assertRefused(ErrorCode.FORBIDDEN, () -> node.rotation.rotate(member, true));
    assertRefused(ErrorCode.FORBIDDEN, () -> node.rotation.revoke(member, kid));
    assertEquals(kid, node.ring.active().kid());
  }

  @Test
  void storedWhenReadByAStrangerThenNoSecretIsInTheRow() {
    TestNode node = start(with(JwsAlgorithm.ES256));
    SigningKey first = node.ring.active();
    assertEquals(
        0, DATABASE.select("select 1 from signing_key where sealed like '%\"d\"%'").size());
    SigningKey unused = rotatedNow(node);
    assertEquals(
        List.of(),
        DATABASE.select(
            "select kid from signing_key where kid = ? and sealed is not null", first.kid()),
        "what signs no more needs no private key");
    assertFalse(node.rotation.list(OPERATOR).toString().contains("sealed"));
  }

  private SigningKey rotatedNow(TestNode node) {
    KeyView view = node.rotation.rotate(OPERATOR, true);
    assertEquals(KeyState.ACTIVE, view.state());
    assertEquals(view.kid(), node.ring.active().kid());
    return node.ring.active();
  }

  private static int publicKeys() {
    return DATABASE.select("select kid from signing_key where public_key is not null").size();
  }

  private static void tick(TestNode... nodes) {
    for (TestNode node : nodes) {
      node.rotation.learn();
      node.rotation.keepTime();
    }
  }

  private static void assertRefused(ErrorCode code, Callable<?> deed) {
    assertEquals(code, assertThrows(AuthException.class, deed::call).code());
  }
}
