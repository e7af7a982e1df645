package org.gatehouse.login.http;

import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Optional;
import org.gatehouse.request.Caller;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.signon.Leaving;
import org.gatehouse.web.Form;
import org.gatehouse.web.FormServlet;
import org.gatehouse.web.PageExchange;
import org.gatehouse.web.PageView;
import org.gatehouse.web.ReturnAddress;
import org.gatehouse.web.SessionCookies;

/** Signing out: a link only asks, so that no other page can sign anybody out. */
public class LogoutPage extends FormServlet {
  private static final long serialVersionUID = 1L;

  @Inject transient Leaving leaving;
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
    Optional<ReturnAddress> back = PageExchange.returnAddress(form);
    Optional<Leaving.Elsewhere> elsewhere =
        leaving.signOut(
            Caller.of(exchange.request()).flatMap(caller -> Optional.ofNullable(caller.session())),
            cookies.refreshToken(exchange.request()),
            back.map(ReturnAddress::value).orElse(Leaving.NOWHERE),
            origin.of(exchange.request()));
    exchange.cookies(cookies.clear());
    // Pages of any application that a browser has kept go with the sign-in. Cookies do not: those
    // of the other applications on this origin are not ours to delete.
    exchange.header("Clear-Site-Data", "\"cache\"");
    if (elsewhere.isPresent()) {
      goOn(exchange, elsewhere.get());
    } else {
      exchange.seeOther(
          back.map(address -> ReturnAddress.loginPage(exchange.path(""), address.value()))
              .orElse(exchange.path("/login?done=logout")));
    }
  }

  /**
   * A page that goes on by itself, and no redirect: our policy lets a form lead only to us, and
   * Chromium looks at where its redirects end.
   */
  private static void goOn(PageExchange exchange, Leaving.Elsewhere elsewhere) throws IOException {
    exchange.header("Refresh", "0; url=" + elsewhere.address());
    exchange.show(
        200,
        PageView.of("logged-out", "Signed out")
            .with("label", elsewhere.label())
            .with("href", elsewhere.address().toString()));
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
