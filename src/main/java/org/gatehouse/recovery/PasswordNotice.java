package org.gatehouse.recovery;

import java.util.Map;
import org.gatehouse.mail.MailKind;
import org.gatehouse.mail.MailMessage;
import org.gatehouse.mail.PublicLinks;
import org.gatehouse.user.UserView;

/** What somebody is told when the password of their account is another one, however it came. */
public final class PasswordNotice {
  private PasswordNotice() {}

  /** The notice to this person, for the transaction of the change. */
  public static MailMessage to(UserView user, PublicLinks links) {
    return new MailMessage(
        MailKind.PASSWORD_CHANGED,
        user.email(),
        user.language(),
        Map.of("name", user.name(), "loginLink", links.to("/login")));
  }
}
