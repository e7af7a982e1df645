package org.gatehouse.login.http;

import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Optional;
import org.gatehouse.login.SignOut;
import org.gatehouse.request.Caller;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.web.Form;
import org.gatehouse.web.FormServlet;
import org.gatehouse.web.PageExchange;
import org.gatehouse.web.PageView;
import org.gatehouse.web.ReturnAddress;
import org.gatehouse.web.SessionCookies;

/** Signing out: a link only asks, so that no other page can sign anybody out. */
public class LogoutPage extends FormServlet {
  private static final long serialVersionUID = 1L;

  @Inject transient SignOut signOut;
  @Inject transient SessionCookies cookies;
  @Inject transient RequestOrigin origin;

  @Override
  protected void show(PageExchange exchange) throws IOException {
    if (Caller.of(exchange.request()).isPresent() || cookies.areOn(exchange.request())) {
      exchange.show(200, view(exchange));
    } else {
      exchange.seeOther(exchange.path("/login"));
    }
  }

  @Override
  protected void submit(PageExchange exchange, Form form) throws IOException {
    signOut.signOut(
        Caller.of(exchange.request()).flatMap(caller -> Optional.ofNullable(caller.session())),
        cookies.refreshToken(exchange.request()),
        origin.of(exchange.request()));
    exchange.cookies(cookies.clear());
    // Pages of any application that a browser has kept go with the sign-in. Cookies do not: those
    // of the other applications on this origin are not ours to delete.
    exchange.header("Clear-Site-Data", "\"cache\"");
    exchange.seeOther(
        PageExchange.returnAddress(form)
            .map(back -> ReturnAddress.loginPage(exchange.path(""), back.value()))
            .orElse(exchange.path("/login?done=logout")));
  }

  @Override
  protected void showAgain(PageExchange exchange, Form form, int status, String reason)
      throws IOException {
    exchange.show(status, view(exchange).with("error", reason));
  }

  private static PageView view(PageExchange exchange) {
    Optional<Caller> caller = Caller.of(exchange.request());
    return PageView.of("logout", "Sign out")
        .with("name", caller.map(Caller::name))
        .with("hasAccount", caller.map(known -> !known.isOperator()));
  }
}
