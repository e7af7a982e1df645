package org.gatehouse.sso;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.json.Json;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.SessionId;
import org.gatehouse.kernel.UserId;
import org.jspecify.annotations.Nullable;

/** One way to a provider and back. */
public record RoundTrip(ProviderName provider, Challenge challenge, Aim aim, Instant startedAt) {
  private static final String PROVIDER = "p";
  private static final String STATE = "s";
  private static final String NONCE = "n";
  private static final String VERIFIER = "v";
  private static final String STARTED = "t";
  private static final String BACK = "b";
  private static final String INVITATION = "i";
  private static final String USER = "u";
  private static final String SESSION = "l";

  /** Names are short: browsers keep no cookie of more than 4096 characters. */
  Sensitive write() {
    Map<String, String> texts = new HashMap<>();
    texts.put(PROVIDER, provider.toString());
    texts.put(STATE, challenge.state().reveal());
    texts.put(NONCE, challenge.nonce().reveal());
    texts.put(VERIFIER, challenge.verifier().reveal());
    texts.put(STARTED, Long.toString(startedAt.toEpochMilli()));
    if (aim instanceof Aim.SignIn signIn) {
      signIn.back().ifPresent(path -> texts.put(BACK, path));
      signIn.invitation().ifPresent(token -> texts.put(INVITATION, token.reveal()));
    } else if (aim instanceof Aim.Link link) {
      texts.put(USER, link.user().toString());
      texts.put(SESSION, link.session().toString());
    }
    return Sensitive.of(new String(Json.write(texts), StandardCharsets.UTF_8));
  }

  /** Reads what was written by this or another node, of this or another version. */
  static Optional<RoundTrip> read(Sensitive text) {
    Map<String, String> texts = Json.readTexts(text.utf8());
    Optional<ProviderName> provider = ProviderName.parse(texts.getOrDefault(PROVIDER, ""));
    if (provider.isEmpty()
        || !texts.keySet().containsAll(Set.of(STATE, NONCE, VERIFIER, STARTED))) {
      return Optional.empty();
    }
    Challenge challenge =
        new Challenge(
            Sensitive.of(texts.getOrDefault(STATE, "")),
            Sensitive.of(texts.getOrDefault(NONCE, "")),
            Sensitive.of(texts.getOrDefault(VERIFIER, "")));
    return Optional.of(
        new RoundTrip(
            provider.get(),
            challenge,
            aim(texts),
            Instant.ofEpochMilli(Long.parseLong(texts.getOrDefault(STARTED, "0")))));
  }

  private static Aim aim(Map<String, String> texts) {
    @Nullable String user = texts.get(USER);
    @Nullable String session = texts.get(SESSION);
    return user != null && session != null
        ? new Aim.Link(UserId.parse(user), SessionId.parse(session))
        : new Aim.SignIn(
            Optional.ofNullable(texts.get(BACK)),
            Optional.ofNullable(texts.get(INVITATION)).map(Sensitive::of));
  }
}
