package org.gatehouse.sso.github;

import java.net.URI;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.outbound.NamedBy;
import org.gatehouse.outbound.Outbound;
import org.gatehouse.outbound.OutboundCall;
import org.gatehouse.sso.Challenge;
import org.gatehouse.sso.IdentityProvider;
import org.gatehouse.sso.ProviderAnswer;
import org.gatehouse.sso.ProviderLogin;
import org.gatehouse.sso.ProviderName;
import org.gatehouse.sso.ProviderRequests;
import org.gatehouse.sso.SsoProblem;
import org.gatehouse.sso.SsoRefusal;
import org.gatehouse.sso.Vouched;

/**
 * GitHub. Somebody is the number of their account: the login can be changed and be taken by
 * somebody else. Safe for many threads.
 */
public final class GitHubProvider implements IdentityProvider {
  private final GitHubConfig config;
  private final ProviderRequests requests;

  /** With this account of ours. */
  public GitHubProvider(GitHubConfig config, Outbound outbound) {
    this.config = config;
    this.requests = new ProviderRequests(outbound, config.api());
  }

  @Override
  public ProviderName name() {
    return ProviderName.GITHUB;
  }

  @Override
  public String label() {
    return "GitHub";
  }

  @Override
  public URI authorization(Challenge challenge) {
    return URI.create(
        config.address()
            + "/login/oauth/authorize?"
            + ProviderRequests.question(
                config.clientId(),
                config.redirectUri(),
                challenge,
                List.of(Map.entry("scope", "read:user user:email"))));
  }

  @Override
  public Vouched redeem(ProviderAnswer answer, Challenge challenge) {
    // RFC 9207: GitHub says no issuer, so an answer with one is another's.
    if (answer.issuer().isPresent()) {
      throw new SsoRefusal(SsoProblem.UNTRUSTED, "iss-of-the-answer");
    }
    Sensitive token = accessToken(answer.requireCode(), challenge);
    Map<?, ?> user = ProviderRequests.object(requests.get(api("/user"), token));
    if (!(user.get("id") instanceof Number id) || id.longValue() <= 0) {
      throw new SsoRefusal(SsoProblem.UNTRUSTED, "no-user-id");
    }
    return new Vouched(
        config.address().toString(),
        Long.toString(id.longValue()),
        text(user, "name").or(() -> text(user, "login")),
        text(user, "login"),
        ProviderLogin.NONE,
        verified(ProviderRequests.read(requests.get(api("/user/emails"), token))),
        Optional.empty());
  }

  private URI api(String path) {
    return URI.create(config.api() + path);
  }

  @Override
  public void trial() {
    requests.tryClient(tokenRequest(Sensitive.of("no code"), Challenge.random(new SecureRandom())));
  }

  private OutboundCall tokenRequest(Sensitive code, Challenge challenge) {
    String form =
        ProviderRequests.encoded(
            List.of(
                Map.entry("grant_type", "authorization_code"),
                Map.entry("client_id", config.clientId()),
                Map.entry("client_secret", config.clientSecret().reveal()),
                Map.entry("code", code.reveal()),
                Map.entry("redirect_uri", config.redirectUri().toString()),
                Map.entry("code_verifier", challenge.verifier().reveal())));
    return OutboundCall.post(
        URI.create(config.address() + "/login/oauth/access_token"),
        NamedBy.OPERATOR,
        Sensitive.of(form));
  }

  private Sensitive accessToken(Sensitive code, Challenge challenge) {
    Map<?, ?> answer = requests.exchange(tokenRequest(code, challenge));
    // Errors come with status 200.
    if (answer.get("access_token") instanceof String token && !token.isEmpty()) {
      return Sensitive.of(token);
    }
    throw new SsoRefusal(SsoProblem.PROVIDER_REFUSED, "code-refused");
  }

  /** The addresses that GitHub has verified, the primary one first. */
  private static List<EmailAddress> verified(Object emails) {
    if (!(emails instanceof List<?> list)) {
      throw new SsoRefusal(SsoProblem.PROVIDER_DOWN, "no-list-of-addresses");
    }
    return list.stream()
        .filter(item -> item instanceof Map<?, ?> email && is(email, "verified"))
        .map(item -> (Map<?, ?>) item)
        .sorted(Comparator.comparing(email -> !is(email, "primary")))
        .flatMap(email -> text(email, "email").flatMap(EmailAddress::parse).stream())
        .toList();
  }

  private static boolean is(Map<?, ?> members, String name) {
    return Boolean.TRUE.equals(members.get(name));
  }

  private static Optional<String> text(Map<?, ?> members, String name) {
    return members.get(name) instanceof String text && !text.isBlank()
        ? Optional.of(text)
        : Optional.empty();
  }
}
