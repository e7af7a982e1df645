package org.gatehouse.credential;

import java.util.Set;
import org.gatehouse.accesstoken.TokenSubject;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.login.BasicIdentity;
import org.gatehouse.request.Caller;

/** What the credentials of a request are worth. */
public sealed interface CredentialVerdict {
  /** There are none. */
  record Absent() implements CredentialVerdict {}

  /** They are good. */
  record Recognised(Caller caller) implements CredentialVerdict {
    static Recognised of(TokenSubject subject, String authType) {
      return new Recognised(
          new Caller(
              subject.principalName(),
              subject.groups(),
              authType,
              subject.user(),
              subject.session()));
    }

    static Recognised of(BasicIdentity identity) {
      return new Recognised(
          new Caller(
              identity.name(), Set.copyOf(identity.groups()), "BASIC", identity.user(), null));
    }
  }

  /**
   * The access cookie is gone or no longer good, and a refresh cookie is there: {@link
   * SessionRenewal} may help.
   *
   * @param otherwise what the credentials are worth to a door that does not renew
   */
  record Renewable(Sensitive refreshToken, CredentialVerdict otherwise)
      implements CredentialVerdict {}

  /** They are there and not good. */
  record Refused(AuthException reason) implements CredentialVerdict {}
}
