package org.gatehouse.container;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.config.value.ProtectedContexts;
import org.gatehouse.credential.Credentials;
import org.gatehouse.credential.SessionRenewal;
import org.gatehouse.login.SignOut;
import org.gatehouse.request.HttpConfig;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.web.SessionCookies;
import org.jspecify.annotations.Nullable;

/** Makes Gatehouse the login of the server's applications for as long as it runs. */
@ApplicationScoped
public class ContainerLogin {
  private static final System.Logger LOG = System.getLogger(ContainerLogin.class.getName());

  /** Jakarta Authentication, section 3.1: the layer of the Servlet Container Profile. */
  static final String LAYER = "HttpServlet";

  private static final String DESCRIPTION = "Gatehouse: login of the applications of this server";

  // Proxies of beans and plain objects, which work on threads of other applications, too.
  @Inject Credentials credentials;
  @Inject SessionRenewal renewal;
  @Inject SignOut signOut;
  @Inject SessionCookies cookies;
  @Inject RequestOrigin origin;
  @Inject HttpConfig config;

  private @Nullable GateProvider provider;

  /** Takes over; replaces what an earlier deployment of Gatehouse has left. */
  public void start(ServletContext gatehouse, ProtectedContexts contexts) {
    Challenge challenge = new Challenge(gatehouse.getContextPath(), cookies, config);
    Doorkeeper doorkeeper =
        new Doorkeeper(credentials, renewal, signOut, cookies, origin, challenge);
    GateProvider started = new GateProvider(doorkeeper, contexts);
    AuthConfigFactory factory = AuthConfigFactory.getFactory();
    List<@Nullable String> registered = new ArrayList<>();
    for (String path : contexts.named()) {
      registered.add(gatehouse.getVirtualServerName() + " " + (path.equals("/") ? "" : path));
    }
    if (contexts.all()) {
      registered.add(null);
    }
    for (String context : registered) {
      factory.registerConfigProvider(started, LAYER, context, DESCRIPTION);
    }
    started.loadClasses();
    provider = started;
    LOG.log(
        Level.INFO,
        "Gatehouse is the login of {0}{1}",
        contexts.all() ? "every application" : "",
        contexts.named().isEmpty() ? "" : " " + contexts.named());
  }

  /**
   * Closes the gate: from now on protected pages of other applications answer 503, public ones know
   * nobody. The registration stays. Taken away, Tomcat (10.0.27, 10.1.48) would leave the other
   * applications at 403 until they are restarted; so the next deployment replaces it, everywhere.
   */
  public void stop() {
    if (provider != null) {
      provider.close();
      provider = null;
    }
  }
}
