package org.gatehouse.sso.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.gatehouse.audit.TestAudit;
import org.gatehouse.authority.TestAuthorities;
import org.gatehouse.config.value.GroupRole;
import org.gatehouse.crypto.SecretBox;
import org.gatehouse.kernel.Actor;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.UserId;
import org.gatehouse.people.TestPeople;
import org.gatehouse.persistence.TestDatabase;
import org.gatehouse.sso.Challenge;
import org.gatehouse.sso.IdentityProvider;
import org.gatehouse.sso.ProviderAnswer;
import org.gatehouse.sso.ProviderName;
import org.gatehouse.sso.Providers;
import org.gatehouse.sso.SsoProblem;
import org.gatehouse.sso.SsoRefusal;
import org.gatehouse.sso.Vouched;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Providers that owners set up, on two nodes with one database. */
@Timeout(60)
class ProviderSetupsTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final String MAIN_KEY = "the main key of this test";
  private static final GroupRole RULE = new GroupRole("a", "b", "c");

  private final TestPeople people = new TestPeople(DATABASE);
  private final Actor owner = TestPeople.as(people.owner);
  private final Providers providers = new Providers(List.of());
  private final Providers othersProviders = new Providers(List.of());
  private final LiveProviders live = live(providers, MAIN_KEY);
  private final LiveProviders otherNode = live(othersProviders, MAIN_KEY);
  private final ProviderSetups setups =
      new ProviderSetups(new Deeds(), new Builder(), new Learning(live));

  private Optional<ProviderName> given = Optional.empty();
  private Optional<String> fault = Optional.empty();

  /** A provider that is what it was made of. */
  private record Made(ProviderName name, Map<String, String> texts, Optional<String> fault)
      implements IdentityProvider {
    @Override
    public String label() {
      return Objects.requireNonNull(texts.get("clientId"));
    }

    @Override
    public URI authorization(Challenge challenge) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Vouched redeem(ProviderAnswer answer, Challenge challenge) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void trial() {
      fault.ifPresent(
          why -> {
            throw new SsoRefusal(SsoProblem.PROVIDER_DOWN, why);
          });
    }
  }

  private final class Builder implements ProviderBuilder {
    @Override
    public List<Field> fields(ProviderName name) {
      return List.of();
    }

    @Override
    public Addresses addresses(ProviderName name) {
      URI here = URI.create("https://gate.example/" + name);
      return new Addresses(here, here, here);
    }

    @Override
    public Optional<Built> given(ProviderName name) {
      return given.filter(name::equals).map(found -> built(found, Map.of("clientId", "given")));
    }

    @Override
    public Built build(ProviderName name, Map<String, String> texts) {
      if (!texts.keySet().containsAll(List.of("clientId", SECRET))) {
        throw AuthException.withReasons(ErrorCode.VALIDATION_FAILED, List.of("incomplete"));
      }
      return built(name, texts);
    }

    private Built built(ProviderName name, Map<String, String> texts) {
      return new Built(new Made(name, texts, fault), List.of(RULE), texts);
    }
  }

  private static SetupTable table(String key) {
    return new SetupTable(DATABASE.sql(), SecretBox.under(Sensitive.of(key)));
  }

  private LiveProviders live(Providers filled, String key) {
    return new LiveProviders(table(key), new Builder(), filled);
  }

  /** As the container does it. */
  private static final class Learning extends LiveProviders {
    private final LiveProviders real;

    Learning(LiveProviders real) {
      this.real = real;
    }

    @Override
    public synchronized void learn() {
      DATABASE.run(real::learn);
    }
  }

  /** As the container does it. */
  private final class Deeds extends SetupDeeds {
    private final SetupDeeds real =
        new SetupDeeds(
            table(MAIN_KEY),
            new Builder(),
            TestAuthorities.on(DATABASE),
            people.audit,
            people.clock);

    @Override
    void requireOwner(Actor actor) {
      DATABASE.run(() -> real.requireOwner(actor));
    }

    @Override
    void put(Actor actor, ProviderName provider, Map<String, String> texts) {
      DATABASE.run(() -> real.put(actor, provider, texts));
    }

    @Override
    void remove(Actor actor, ProviderName provider) {
      DATABASE.run(() -> real.remove(actor, provider));
    }

    @Override
    Optional<Map<String, String>> stored(ProviderName provider) {
      return people.call(() -> real.stored(provider));
    }

    @Override
    void recordTrial(Actor actor, ProviderName provider, Optional<String> why) {
      DATABASE.run(() -> real.recordTrial(actor, provider, why));
    }
  }

  private static Map<String, String> texts(String clientId) {
    Map<String, String> texts = new HashMap<>();
    texts.put("clientId", clientId);
    texts.put(ProviderBuilder.SECRET, "s3cret");
    return texts;
  }

  private static Map<String, String> of(Providers filled, ProviderName name) {
    return ((Made) filled.find(name).orElseThrow()).texts();
  }

  private String auditText() {
    return TestAudit.all(DATABASE, people.clock).stream()
        .map(event -> event.action() + " " + event.outcome() + " " + event.detail() + "\n")
        .reduce("", String::concat);
  }

  private static void assertRefused(ErrorCode code, Runnable deed) {
    assertEquals(code, assertThrows(AuthException.class, deed::run).code());
  }

  @Test
  void providerWhenStoredThenInForceHereAtOnceAndOnOtherNodesWithTheNextLook() {
    ProviderSetup stored = setups.put(owner, ProviderName.OIDC, texts("one"));
    assertEquals(ProviderSetup.Source.STORED, stored.source());
    assertEquals(Map.of("clientId", "one"), stored.texts(), "without the secret");
    assertEquals(texts("one"), of(providers, ProviderName.OIDC));
    assertEquals(List.of(RULE), providers.groupRoles(ProviderName.OIDC));
    assertEquals(List.of(), othersProviders.all());
    DATABASE.run(otherNode::learn);
    assertEquals(texts("one"), of(othersProviders, ProviderName.OIDC));

    setups.put(owner, ProviderName.OIDC, texts("two"));
    DATABASE.run(otherNode::learn);
    assertEquals("two", othersProviders.find(ProviderName.OIDC).orElseThrow().label());
    setups.remove(owner, ProviderName.OIDC);
    assertEquals(List.of(), providers.all());
    DATABASE.run(otherNode::learn);
    assertEquals(List.of(), othersProviders.all());
    assertTrue(auditText().contains("LOGIN_METHOD_CHANGE SUCCESS oidc"), this::auditText);
    assertTrue(auditText().contains("LOGIN_METHOD_REMOVE SUCCESS oidc"), this::auditText);
  }

  @Test
  void providerWhenAnotherOneChangesThenItGoesOnAsItIs() {
    setups.put(owner, ProviderName.OIDC, texts("one"));
    IdentityProvider before = providers.find(ProviderName.OIDC).orElseThrow();
    setups.put(owner, ProviderName.GITHUB, texts("two"));
    assertSame(before, providers.find(ProviderName.OIDC).orElseThrow());
    assertEquals(
        List.of(ProviderName.GITHUB, ProviderName.OIDC),
        providers.all().stream().map(IdentityProvider::name).toList());
  }

  @Test
  void secretWhenLeftOutThenTheStoredOneStaysAndNothingShowsIt() {
    assertRefused(
        ErrorCode.VALIDATION_FAILED,
        () -> setups.put(owner, ProviderName.OIDC, Map.of("clientId", "one")));
    setups.put(owner, ProviderName.OIDC, texts("one"));
    setups.put(owner, ProviderName.OIDC, Map.of("clientId", "two"));
    assertEquals(texts("two"), of(providers, ProviderName.OIDC));
    for (Object column : DATABASE.select("select settings || sealed from login_method")) {
      assertFalse(String.valueOf(column).contains("s3cret"));
    }
    assertFalse(setups.list(owner).toString().contains("s3cret"));
  }

  @Test
  void callerWhenNoOwnerThenForbidden() {
    Actor plain = TestPeople.as(people.plain("ada@example.org", people.here));
    UserId unused = people.secondOwner("second@example.org");
    assertRefused(ErrorCode.FORBIDDEN, () -> setups.list(plain));
    assertRefused(ErrorCode.FORBIDDEN, () -> setups.get(plain, ProviderName.OIDC));
    assertRefused(ErrorCode.FORBIDDEN, () -> setups.put(plain, ProviderName.OIDC, texts("x")));
    assertRefused(ErrorCode.FORBIDDEN, () -> setups.remove(plain, ProviderName.OIDC));
    assertRefused(ErrorCode.FORBIDDEN, () -> setups.test(plain, ProviderName.OIDC));
    assertEquals(0, DATABASE.count("login_method"));
  }

  @Test
  void providerWhenTheSettingsHaveItThenItIsFixedAndWins() {
    setups.put(owner, ProviderName.OIDC, texts("stored"));
    given = Optional.of(ProviderName.OIDC);
    Providers restarted = new Providers(List.of());
    DATABASE.run(live(restarted, MAIN_KEY)::learn);
    assertEquals("given", restarted.find(ProviderName.OIDC).orElseThrow().label());
    assertEquals(ProviderSetup.Source.ENVIRONMENT, setups.get(owner, ProviderName.OIDC).source());
    assertRefused(ErrorCode.CONFLICT, () -> setups.put(owner, ProviderName.OIDC, texts("other")));
    assertRefused(ErrorCode.CONFLICT, () -> setups.remove(owner, ProviderName.OIDC));
  }

  @Test
  void providerWhenItsSecretCannotBeOpenedThenLeftOutAndTheOthersWork() {
    setups.put(owner, ProviderName.OIDC, texts("one"));
    given = Optional.of(ProviderName.GITHUB);
    Providers restarted = new Providers(List.of());
    DATABASE.run(live(restarted, "another main key")::learn);
    assertEquals(
        List.of(ProviderName.GITHUB),
        restarted.all().stream().map(IdentityProvider::name).toList());
  }

  @Test
  void trialWhenSomethingIsWrongThenInWordsAndInTheAuditTrail() {
    assertRefused(ErrorCode.NOT_FOUND, () -> setups.test(owner, ProviderName.OIDC));
    setups.put(owner, ProviderName.OIDC, texts("one"));
    assertTrue(setups.test(owner, ProviderName.OIDC).works());
    fault = Optional.of("discovery-other-issuer");
    ProviderSetups.Trial trial = setups.test(owner, ProviderName.OIDC);
    assertFalse(trial.works());
    assertTrue(trial.message().contains("letter for letter"), trial.message());
    fault = Optional.of("status-404");
    assertTrue(setups.test(owner, ProviderName.OIDC).message().contains("status 404"));
    assertTrue(auditText().contains("LOGIN_METHOD_TEST SUCCESS oidc"), this::auditText);
    assertTrue(
        auditText().contains("LOGIN_METHOD_TEST FAILURE oidc: discovery-other-issuer"),
        this::auditText);
  }
}
