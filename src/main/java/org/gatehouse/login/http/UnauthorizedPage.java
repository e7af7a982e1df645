package org.gatehouse.login.http;

import java.io.IOException;
import java.util.Optional;
import org.gatehouse.request.Caller;
import org.gatehouse.web.PageExchange;
import org.gatehouse.web.PageServlet;
import org.gatehouse.web.PageView;
import org.gatehouse.web.ReturnAddress;

/** For somebody who is known but may not go on: says so, and offers another account. */
public class UnauthorizedPage extends PageServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void show(PageExchange exchange) throws IOException {
    Optional<String> back = exchange.returnAddress().map(ReturnAddress::value);
    Optional<Caller> caller = Caller.of(exchange.request());
    if (caller.isPresent()) {
      exchange.show(
          403,
          PageView.of("unauthorized", "No access")
              .with("name", caller.get().name())
              .with("hasAccount", !caller.get().isOperator())
              .with("return", back.orElse(exchange.path("/"))));
    } else {
      exchange.seeOther(ReturnAddress.loginPage(exchange.path(""), back.orElse(null)));
    }
  }
}
