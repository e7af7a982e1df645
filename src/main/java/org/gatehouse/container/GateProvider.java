package org.gatehouse.container;

import jakarta.security.auth.message.config.AuthConfigProvider;
import jakarta.security.auth.message.config.ClientAuthConfig;
import jakarta.security.auth.message.config.ServerAuthConfig;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.security.auth.callback.CallbackHandler;
import org.gatehouse.config.value.ProtectedContexts;
import org.jspecify.annotations.Nullable;

/**
 * What containers ask for the login of an application. Outlives the deployment that registered it,
 * until the next one replaces it: {@link #close} lets go of everything but the few classes that are
 * needed to refuse.
 */
final class GateProvider implements AuthConfigProvider {
  /**
   * Applications that rule over the server itself. A role of Gatehouse that happens to be called
   * {@code manager-gui} must not open Tomcat's manager, so they open only where they are named.
   */
  private static final Set<String> CONSOLES = Set.of("/manager", "/host-manager", "/tomee");

  /** Payara's and GlassFish's own consoles have a virtual server to themselves. */
  private static final String ADMIN_SERVER = "__asadmin";

  private final Map<String, ServerAuthConfig> configs = new ConcurrentHashMap<>();
  private final ProtectedContexts contexts;
  private final Gate gate;

  GateProvider(Doorkeeper doorkeeper, ProtectedContexts contexts) {
    this.contexts = contexts;
    this.gate = new Gate(doorkeeper);
  }

  /** Never null: Tomcat takes that for a fault and answers 500 to every request. */
  @Override
  public ServerAuthConfig getServerAuthConfig(
      String layer, String appContext, @Nullable CallbackHandler handler) {
    ServerAuthConfig known = configs.get(appContext);
    if (known == null) {
      known = new GateConfig(layer, appContext, handler, isClosedConsole(appContext), gate);
      configs.put(appContext, known);
    }
    return known;
  }

  /** {@code appContext} is the virtual server's name, a space and the context path (3.1). */
  private boolean isClosedConsole(String appContext) {
    int space = appContext.indexOf(' ');
    String path = space < 0 ? "" : appContext.substring(space + 1);
    boolean console = CONSOLES.contains(path) || appContext.startsWith(ADMIN_SERVER);
    return console && !contexts.named().contains(path);
  }

  /** Loads now what a closed gate needs: a stopped application's class loader loads no more. */
  void loadClasses() {
    new GateConfig(ContainerLogin.LAYER, "", null, false, gate).module().loadClasses();
  }

  void close() {
    gate.close();
  }

  @Override
  public @Nullable ClientAuthConfig getClientAuthConfig(
      String layer, String appContext, CallbackHandler handler) {
    return null;
  }

  @Override
  public void refresh() {
    // Nothing is read from elsewhere.
  }
}
