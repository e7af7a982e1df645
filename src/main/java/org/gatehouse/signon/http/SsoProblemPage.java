package org.gatehouse.signon.http;

import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Optional;
import org.gatehouse.sso.IdentityProvider;
import org.gatehouse.sso.ProviderName;
import org.gatehouse.sso.Providers;
import org.gatehouse.sso.SsoProblem;
import org.gatehouse.web.PageExchange;
import org.gatehouse.web.PageServlet;
import org.gatehouse.web.PageView;

/** Says why a sign-in at a provider led nowhere, and what to do. */
public class SsoProblemPage extends PageServlet {
  private static final long serialVersionUID = 1L;

  @Inject transient Providers providers;

  private record Words(String title, String text) {}

  @Override
  protected void show(PageExchange exchange) throws IOException {
    Optional<SsoProblem> problem = exchange.query("problem").flatMap(SsoProblem::parse);
    if (problem.isEmpty()) {
      exchange.seeOther(exchange.path("/login"));
      return;
    }
    String provider =
        exchange
            .query("provider")
            .flatMap(ProviderName::parse)
            .flatMap(providers::find)
            .map(IdentityProvider::label)
            .orElse("The provider");
    Words words = words(problem.get(), provider);
    exchange.show(
        200,
        PageView.of("sso", words.title())
            .with("title", words.title())
            .with("text", words.text())
            .with("account", isOfTheAccountPage(problem.get())));
  }

  private static boolean isOfTheAccountPage(SsoProblem problem) {
    return problem == SsoProblem.TAKEN;
  }

  private static Words words(SsoProblem problem, String provider) {
    return switch (problem) {
      case DENIED ->
          new Words("Not signed in", provider + " says that you did not agree. Nothing was done.");
      case PROVIDER_REFUSED ->
          new Words(
              "Not signed in",
              provider
                  + " did not accept this sign-in. Please try again; if it happens once more, tell"
                  + " the operator of this server.");
      case PROVIDER_DOWN ->
          new Words(
              "No answer",
              provider
                  + " does not answer as it should. Please try again in a few minutes, or sign in"
                  + " another way.");
      case NO_ROUND_TRIP ->
          new Words(
              "Please begin again",
              "This sign-in was begun in another browser, more than ten minutes ago, or is done"
                  + " already. Begin again from the sign-in page.");
      case UNTRUSTED ->
          new Words(
              "Not signed in",
              provider
                  + " gave an answer that does not fit. Please try again; if it happens once more,"
                  + " tell the operator of this server.");
      case FOREIGN_TENANT ->
          new Words(
              "Another organization",
              "Only people of certain organizations may sign in here. Choose another account at "
                  + provider
                  + ".");
      case UNKNOWN ->
          new Words(
              "We do not know you yet",
              "If you have an account here, sign in as you did before, and link "
                  + provider
                  + " under \u201cYour account\u201d. If you are invited, open the link of the"
                  + " invitation and join from there. Otherwise, ask for an invitation.");
      case NO_VERIFIED_ADDRESS ->
          new Words(
              "No confirmed address",
              provider
                  + " has confirmed no e-mail address of yours. Confirm it there and try again, or"
                  + " join with a password.");
      case OTHER_ADDRESS ->
          new Words(
              "Another address",
              "The invitation is for another e-mail address than those that "
                  + provider
                  + " has confirmed. Choose the right account there, or ask for an invitation for"
                  + " your other address.");
      case INVITATION_OVER ->
          new Words(
              "This invitation is no longer good",
              "It was used, it has expired, or a newer one was sent. If you have joined already,"
                  + " sign in; otherwise ask whoever invited you for another one.");
      case HAS_ACCOUNT ->
          new Words(
              "You have an account already",
              "Sign in to it as you did before, and link "
                  + provider
                  + " under \u201cYour account\u201d. An equal address alone does not show that it"
                  + " is you.");
      case INVITED ->
          new Words(
              "You are invited",
              "An invitation waits in your mailbox. Open its link and join from there.");
      case TAKEN ->
          new Words(
              "Linked to another account",
              "That account at "
                  + provider
                  + " is linked to another account here. Unlink it there"
                  + " first.");
      case CLOSED ->
          new Words(
              "This account is closed", "Ask an administrator of this server to open it again.");
      case SIGNED_OUT ->
          new Words(
              "You are signed out",
              "You have signed out, or in as somebody else, since you wanted to link "
                  + provider
                  + ". Sign in and begin again.");
      case TOO_MANY -> new Words("Too many attempts", "Please try again in a few minutes.");
    };
  }
}
