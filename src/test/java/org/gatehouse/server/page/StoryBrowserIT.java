package org.gatehouse.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import java.util.List;
import org.gatehouse.server.Browser;
import org.gatehouse.server.Http;
import org.gatehouse.server.Launch;
import org.gatehouse.server.PostOffice;
import org.gatehouse.server.Residents;
import org.gatehouse.server.RunningServer;
import org.junit.jupiter.api.Test;

/**
 * What Gatehouse is for, from end to end: somebody is invited into a role of an application that
 * knows nothing of Gatehouse, works there, and gets in again after a forgotten password.
 */
class StoryBrowserIT {
  private static final String EDITORS = "/sample/editors/";

  @Test
  void storyFromTheInvitationToTheForgottenPassword() {
    try (PostOffice post = PostOffice.open();
        RunningServer server =
            RunningServer.start(
                post.serve(Launch.fresh().with("TRUST_PROXY", "127.0.0.1/32").withSample()))) {
      Residents residents = new Residents(server, post);
      String email = Residents.fresh();
      Http.Answer invited = residents.inviteAs("editor", List.of(email));
      assertEquals(200, invited.status(), invited::toString);

      Page atWork = Browser.open(server, "10.83.0.1");
      RegisterForm.open(atWork, post.link(email, 1))
          .join("Rosa", Residents.PASSWORD, Residents.PASSWORD);
      LoginForm.shownOn(atWork).signIn(email, Residents.PASSWORD);
      assertThat(atWork).hasTitle("Signed in \u2013 Gatehouse");
      assertEquals(200, atWork.navigate(EDITORS).status());
      assertThat(atWork.getByText(email).first()).isVisible();

      Page atHome = Browser.open(server, "10.83.0.2");
      atHome.navigate(EDITORS);
      RecoveryForms forms = RecoveryForms.from(LoginForm.shownOn(atHome));
      forms.ask(email);
      atHome.navigate(post.link(email, 2));
      forms.choose(Residents.NEXT_PASSWORD, Residents.NEXT_PASSWORD);
      LoginForm.shownOn(atHome).signIn(email, Residents.NEXT_PASSWORD);
      assertThat(atHome).hasTitle("Signed in \u2013 Gatehouse");
      assertEquals(200, atHome.navigate(EDITORS).status());

      atWork.navigate(EDITORS);
      LoginForm.shownOn(atWork).signIn(email, Residents.PASSWORD);
      assertThat(LoginForm.shownOn(atWork).error()).isVisible();
      atWork.context().close();
      atHome.context().close();
    }
  }
}
