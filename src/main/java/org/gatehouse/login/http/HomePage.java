package org.gatehouse.login.http;

import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Optional;
import org.gatehouse.registration.OwnerRegistration;
import org.gatehouse.request.Caller;
import org.gatehouse.web.PageExchange;
import org.gatehouse.web.PageServlet;
import org.gatehouse.web.PageView;
import org.gatehouse.workspace.Membership;

/** The front of the house: leads to where one has to begin, or says who one is. */
public class HomePage extends PageServlet {
  private static final long serialVersionUID = 1L;

  @Inject transient OwnerRegistration registration;

  @Override
  protected void show(PageExchange exchange) throws IOException {
    Optional<Caller> caller = Caller.of(exchange.request());
    if (caller.isPresent()) {
      exchange.show(
          200,
          PageView.of("home", "Signed in")
              .with("name", caller.get().name())
              .with("hasAccount", !caller.get().isOperator())
              .with("isOwner", caller.get().groups().contains(Membership.OWNER))
              .with("groups", caller.get().groups().stream().sorted().toList()));
    } else {
      exchange.seeOther(exchange.path(registration.isDone() ? "/login" : "/setup"));
    }
  }
}
