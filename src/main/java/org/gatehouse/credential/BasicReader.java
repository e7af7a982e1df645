package org.gatehouse.credential;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.login.BasicIdentity;
import org.gatehouse.login.BasicLogin;

/** Reads HTTP Basic (RFC 7617): UTF-8, the first colon ends the name, the rest is password. */
final class BasicReader {
  private static final String SCHEME = "Basic ";

  private final BasicLogin basicLogin;

  BasicReader(BasicLogin basicLogin) {
    this.basicLogin = basicLogin;
  }

  CredentialVerdict read(String authorization, RequestContext origin) {
    if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return new CredentialVerdict.Absent();
    }
    Optional<String> pair = decode(authorization.substring(SCHEME.length()).strip());
    int colon = pair.map(text -> text.indexOf(':')).orElse(-1);
    if (pair.isEmpty() || colon < 0) {
      return refused(new AuthException(ErrorCode.UNAUTHENTICATED, "malformed Basic"));
    }
    String username = pair.get().substring(0, colon);
    Sensitive password = Sensitive.of(pair.get().substring(colon + 1));
    try {
      Optional<BasicIdentity> identity = basicLogin.authenticate(username, password, origin);
      return identity
          .<CredentialVerdict>map(CredentialVerdict.Recognised::of)
          .orElseGet(() -> refused(new AuthException(ErrorCode.UNAUTHENTICATED, "wrong Basic")));
    } catch (AuthException tooMany) {
      return refused(tooMany);
    }
  }

  private static Optional<String> decode(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      // RFC 7617, section 2: no control characters in either part.
      return text.chars().anyMatch(Character::isISOControl) ? Optional.empty() : Optional.of(text);
    } catch (IllegalArgumentException | CharacterCodingException notBasic) {
      return Optional.empty();
    }
  }

  private static CredentialVerdict refused(AuthException reason) {
    return new CredentialVerdict.Refused(reason);
  }
}
