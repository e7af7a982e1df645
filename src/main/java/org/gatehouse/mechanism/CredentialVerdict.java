package org.gatehouse.mechanism;

import java.util.Set;
import org.gatehouse.accesstoken.TokenSubject;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.login.BasicIdentity;
import org.gatehouse.rest.Caller;

/** What a reader makes of a request's credentials. */
sealed interface CredentialVerdict {
  /** The request has none of this reader's kind. */
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

  /** They are there and not good. */
  record Refused(AuthException reason) implements CredentialVerdict {}
}
