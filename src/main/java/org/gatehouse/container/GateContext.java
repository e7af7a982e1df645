package org.gatehouse.container;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.config.ServerAuthContext;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/** Has one module, and passes every call on to it. */
final class GateContext implements ServerAuthContext {
  private final GateModule module;

  GateContext(GateModule module) {
    this.module = module;
  }

  @Override
  public AuthStatus validateRequest(
      MessageInfo messageInfo, Subject client, @Nullable Subject service) throws AuthException {
    return module.validateRequest(messageInfo, client, service);
  }

  @Override
  public AuthStatus secureResponse(MessageInfo messageInfo, @Nullable Subject service) {
    return module.secureResponse(messageInfo, service);
  }

  @Override
  public void cleanSubject(MessageInfo messageInfo, @Nullable Subject subject) {
    module.cleanSubject(messageInfo, subject);
  }
}
