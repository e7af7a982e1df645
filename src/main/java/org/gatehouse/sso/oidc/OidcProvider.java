package org.gatehouse.sso.oidc;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.jose.ForeignKeys;
import org.gatehouse.jose.ForeignToken;
import org.gatehouse.jose.ForeignToken.Checked;
import org.gatehouse.jose.InvalidClaimException;
import org.gatehouse.jose.JwtClaims;
import org.gatehouse.jose.TokenTimes;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.outbound.Outbound;
import org.gatehouse.outbound.OutboundCall;
import org.gatehouse.sso.Challenge;
import org.gatehouse.sso.IdentityProvider;
import org.gatehouse.sso.ProviderAnswer;
import org.gatehouse.sso.ProviderLogin;
import org.gatehouse.sso.ProviderName;
import org.gatehouse.sso.ProviderRequests;
import org.gatehouse.sso.SignedOut;
import org.gatehouse.sso.SsoProblem;
import org.gatehouse.sso.SsoRefusal;
import org.gatehouse.sso.Vouched;

/** An OpenID provider. Safe for many threads. */
public final class OidcProvider implements IdentityProvider {
  private static final Set<String> TYPES = Set.of("jwt");

  /** Section 2.4 of Back-Channel Logout advises the first; not every provider says it. */
  private static final Set<String> LOGOUT_TYPES = Set.of("logout+jwt", "jwt");

  private final OidcConfig config;
  private final Dialect dialect;
  private final ProviderRequests requests;
  private final IdTokenRules rules;
  private final LogoutTokenRules logouts;
  private final GroupsClaim groups;
  private final Remembered<Metadata> metadata;
  private final Remembered<ForeignKeys> keys;

  /** Asks nothing yet: a provider that is down must not stop the start. */
  public OidcProvider(OidcConfig config, Dialect dialect, Outbound outbound, Clock clock) {
    this.config = config;
    this.dialect = dialect;
    this.requests = new ProviderRequests(outbound, dialect.discovery());
    TokenTimes times = new TokenTimes(clock, config.clockSkew());
    this.rules = new IdTokenRules(dialect, config, times);
    this.logouts = new LogoutTokenRules(dialect, config, times);
    this.groups = new GroupsClaim(config.groupsClaim());
    this.metadata = new Remembered<>(this::readMetadata, clock);
    this.keys = new Remembered<>(this::readKeys, clock);
  }

  @Override
  public ProviderName name() {
    return config.name();
  }

  @Override
  public String label() {
    return config.label();
  }

  private Metadata readMetadata() {
    URI address = dialect.discovery();
    return Metadata.read(
        ProviderRequests.read(requests.get(address)),
        dialect.discoveryIssuer(),
        "http".equals(address.getScheme()));
  }

  private ForeignKeys readKeys() {
    return readKeys(metadata.get());
  }

  private ForeignKeys readKeys(Metadata known) {
    return ForeignKeys.parse(requests.get(known.keys()))
        .orElseThrow(() -> new SsoRefusal(SsoProblem.PROVIDER_DOWN, "no-key-set"));
  }

  @Override
  public URI authorization(Challenge challenge) {
    URI endpoint = metadata.get().authorization();
    return with(
        endpoint,
        ProviderRequests.question(
            config.clientId(),
            config.redirectUri(),
            challenge,
            List.of(
                Map.entry("scope", "openid email profile"),
                Map.entry("nonce", challenge.nonce().reveal()))));
  }

  private static URI with(URI endpoint, String query) {
    return URI.create(endpoint + (endpoint.getRawQuery() == null ? "?" : "&") + query);
  }

  @Override
  public Vouched redeem(ProviderAnswer answer, Challenge challenge) {
    Metadata known = metadata.get();
    requireIssuer(answer, known);
    Map<?, ?> tokens = requests.exchange(tokenRequest(answer.requireCode(), challenge, known));
    if (!(tokens.get("id_token") instanceof String idToken)) {
      throw new SsoRefusal(SsoProblem.UNTRUSTED, "no-id-token");
    }
    JwtClaims claims = signed(idToken, TYPES);
    String subject = rules.check(claims, challenge.nonce());
    try {
      return vouched(claims, subject, more(claims, tokens, known), Sensitive.of(idToken));
    } catch (InvalidClaimException e) {
      throw new SsoRefusal(SsoProblem.UNTRUSTED, "claims");
    }
  }

  /** RFC 9207 section 2.4: an answer of another provider, brought to us by a mix-up attack. */
  private void requireIssuer(ProviderAnswer answer, Metadata known) {
    boolean isRight = answer.issuer().map(dialect::isIssuer).orElseGet(() -> !known.saysIssuer());
    if (!isRight) {
      throw new SsoRefusal(SsoProblem.UNTRUSTED, "iss-of-the-answer");
    }
  }

  private OutboundCall tokenRequest(Sensitive code, Challenge challenge, Metadata known) {
    List<Map.Entry<String, String>> form = new ArrayList<>();
    form.add(Map.entry("grant_type", "authorization_code"));
    form.add(Map.entry("code", code.reveal()));
    form.add(Map.entry("redirect_uri", config.redirectUri().toString()));
    form.add(Map.entry("code_verifier", challenge.verifier().reveal()));
    if (known.secretInForm()) {
      form.add(Map.entry("client_id", config.clientId()));
      form.add(Map.entry("client_secret", config.clientSecret().reveal()));
    }
    OutboundCall call =
        OutboundCall.post(
            known.token(),
            requests.namedBy(known.token()),
            Sensitive.of(ProviderRequests.encoded(form)));
    return known.secretInForm() ? call : call.with("Authorization", basic());
  }

  /** Asks for everything anew, so that no older answer hides what is wrong. */
  @Override
  public void trial() {
    Metadata now = readMetadata();
    if (!now.knowsS256()) {
      throw new SsoRefusal(SsoProblem.PROVIDER_REFUSED, "no-s256");
    }
    ForeignKeys unused = readKeys(now);
    requests.tryClient(
        tokenRequest(Sensitive.of("no code"), Challenge.random(new SecureRandom()), now));
  }

  /** RFC 6749 section 2.3.1: both are encoded as in a form first. */
  private Sensitive basic() {
    String pair =
        ProviderRequests.encoded(config.clientId())
            + ":"
            + ProviderRequests.encoded(config.clientSecret().reveal());
    return Sensitive.of(
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
  }

  private JwtClaims signed(String token, Set<String> types) {
    ForeignKeys known = keys.get();
    Checked checked = ForeignToken.check(token, known, types);
    if (checked instanceof Checked.UnknownKey) {
      checked =
          keys.newerThan(known)
              .map(newer -> ForeignToken.check(token, newer, types))
              .orElse(checked);
    }
    if (checked instanceof Checked.Signed signed) {
      return signed.claims();
    }
    throw new SsoRefusal(
        SsoProblem.UNTRUSTED,
        checked instanceof Checked.UnknownKey ? "id-token-key" : "id-token-signature");
  }

  /**
   * Strict providers put only the subject into an id_token, and the rest into the userinfo (OpenID
   * Connect Core, section 5.4); which counts only if it is of the same subject (section 5.3.2).
   */
  private JwtClaims more(JwtClaims claims, Map<?, ?> tokens, Metadata known) {
    boolean isNeeded =
        dialect.hasUserInfo()
            && (claims.findString("email").isEmpty() || groups.isMissingIn(claims));
    if (!isNeeded
        || known.userInfo().isEmpty()
        || !(tokens.get("access_token") instanceof String accessToken)) {
      return claims;
    }
    JwtClaims info =
        JwtClaims.read(requests.get(known.userInfo().get(), Sensitive.of(accessToken)))
            .orElseThrow(() -> new SsoRefusal(SsoProblem.PROVIDER_DOWN, "userinfo"));
    if (!info.string("sub").equals(claims.string("sub"))) {
      throw new SsoRefusal(SsoProblem.UNTRUSTED, "userinfo-sub");
    }
    return info;
  }

  private Vouched vouched(JwtClaims claims, String subject, JwtClaims info, Sensitive idToken) {
    JwtClaims person = claims.findString("email").isPresent() ? claims : info;
    List<EmailAddress> verified =
        dialect.verifiedEmail(person).flatMap(EmailAddress::parse).stream().toList();
    Optional<String> account =
        person
            .findString("email")
            .or(() -> person.findString("preferred_username"))
            .or(() -> person.findString("name"));
    return new Vouched(
        claims.string("iss"),
        subject,
        person.findString("name"),
        account,
        new ProviderLogin(
            claims.findString("sid").filter(IdTokenRules::isShort), Optional.of(idToken)),
        verified,
        groups.of(claims, info));
  }

  @Override
  public Optional<SignedOut> signedOut(Sensitive logoutToken) {
    return Optional.of(logouts.check(signed(logoutToken.reveal(), LOGOUT_TYPES)));
  }

  /**
   * RP-Initiated Logout, section 2. Without the id_token a strict provider asks the person; with
   * one that it does not accept any more, too.
   */
  @Override
  public Optional<URI> signOut(ProviderLogin login, URI back, String state) {
    List<Map.Entry<String, String>> query = new ArrayList<>();
    login.idToken().ifPresent(token -> query.add(Map.entry("id_token_hint", token.reveal())));
    query.add(Map.entry("client_id", config.clientId()));
    query.add(Map.entry("post_logout_redirect_uri", back.toString()));
    query.add(Map.entry("state", state));
    return metadata.get().endSession().map(place -> with(place, ProviderRequests.encoded(query)));
  }
}
