package org.gatehouse.recovery.http;

import jakarta.inject.Inject;
import java.io.IOException;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.recovery.RecoveryRequests;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.web.Form;
import org.gatehouse.web.FormMistakes;
import org.gatehouse.web.FormServlet;
import org.gatehouse.web.PageExchange;
import org.gatehouse.web.PageView;

/**
 * Asking for a link for a new password. What it says afterwards is the same for every address; and
 * where there is no mail server it says so at once, and who can help.
 */
public class ForgotPage extends FormServlet {
  private static final long serialVersionUID = 1L;

  @Inject transient RecoveryRequests requests;
  @Inject transient RequestOrigin origin;

  @Override
  protected void show(PageExchange exchange) throws IOException {
    exchange.show(200, view().with("isSent", exchange.query("done")));
  }

  @Override
  protected void submit(PageExchange exchange, Form form) throws IOException {
    FormMistakes mistakes = new FormMistakes().checkEmail(form);
    if (!mistakes.isEmpty()) {
      exchange.show(ErrorCode.VALIDATION_FAILED.status(), mistakes.on(filled(form)));
      return;
    }
    try {
      requests.forgotPassword(
          EmailAddress.parse(form.text("email").strip()).orElseThrow(),
          origin.of(exchange.request()));
    } catch (AuthException refusal) {
      showLater(exchange, form, refusal);
      return;
    }
    exchange.seeOther(exchange.path("/forgot-password?done=sent"));
  }

  @Override
  protected void showAgain(PageExchange exchange, Form form, int status, String reason)
      throws IOException {
    exchange.show(status, filled(form).with("error", reason));
  }

  private PageView view() {
    return PageView.of("forgot-password", "Forgotten password").with("canSend", requests.canSend());
  }

  private PageView filled(Form form) {
    return view().with("email", form.text("email"));
  }
}
