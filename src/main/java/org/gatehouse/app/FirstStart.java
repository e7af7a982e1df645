package org.gatehouse.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.registration.OwnerRegistration;
import org.gatehouse.registration.SetupToken;

/** Lets the first owner in: makes the set-up token and says where it is. */
@ApplicationScoped
class FirstStart {
  private static final System.Logger LOG = System.getLogger(FirstStart.class.getName());

  /** Set by the standalone launcher, which shows the token on its console itself. */
  static final String STANDALONE = "gatehouse.standalone";

  @Inject OwnerRegistration registration;
  @Inject SetupToken setupToken;

  void prepare() {
    if (registration.isDone()) {
      setupToken.remove();
      return;
    }
    boolean isNew = !setupToken.isPresent();
    Sensitive token = setupToken.open();
    LOG.log(Level.INFO, "No owner yet: the set-up token is in {0}", setupToken.file());
    if (isNew && System.getProperty(STANDALONE) == null) {
      // The one secret that is printed, once: it is of no use after the first owner registered.
      LOG.log(Level.INFO, "Set-up token: {0}", token.reveal());
    }
  }
}
