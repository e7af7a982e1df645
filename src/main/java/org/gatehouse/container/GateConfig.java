package org.gatehouse.container;

import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.config.ServerAuthConfig;
import jakarta.security.auth.message.config.ServerAuthContext;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;
import org.jspecify.annotations.Nullable;

/** The login of one application. */
final class GateConfig implements ServerAuthConfig {
  private final String layer;
  private final String appContext;
  private final GateModule module;
  private final GateContext context;

  GateConfig(
      String layer,
      String appContext,
      @Nullable CallbackHandler handler,
      boolean isClosedConsole,
      Gate gate) {
    this.layer = layer;
    this.appContext = appContext;
    this.module = new GateModule(gate, isClosedConsole);
    this.module.initialize(null, null, handler, null);
    this.context = new GateContext(module);
  }

  GateModule module() {
    return module;
  }

  /** One context serves all requests: what differs between them is in the message. */
  @Override
  public ServerAuthContext getAuthContext(
      String authContextID, @Nullable Subject serviceSubject, @Nullable Map<String, Object> p) {
    return context;
  }

  @Override
  public String getMessageLayer() {
    return layer;
  }

  @Override
  public String getAppContext() {
    return appContext;
  }

  @Override
  public String getAuthContextID(MessageInfo messageInfo) {
    return appContext;
  }

  @Override
  public void refresh() {
    // Nothing is read from elsewhere.
  }

  @Override
  public boolean isProtected() {
    return true;
  }
}
