package org.gatehouse.config.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.gatehouse.kernel.EmailAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailboxTest {
  @ParameterizedTest
  @CsvSource({
    "a@b.example, ''",
    "<a@b.example>, ''",
    "The Team <a@b.example>, The Team",
    "'\"Team, The\" <a@b.example>', 'Team, The'",
  })
  void mailboxWhenOfEitherFormThenRead(String text, String displayName) {
    assertEquals(
        new Mailbox(displayName, new EmailAddress("a@b.example")),
        Mailbox.parse(text).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Team",
        "Team <>",
        "Team a@b.example",
        "Team <a@b.example",
        "a@b.example>",
        "Team <a@b.example> more",
        "Te<am <a@b.example>",
        "Te\"am <a@b.example>",
        "a@b, c@d",
      })
  void mailboxWhenAnythingElseThenNone(String text) {
    assertTrue(Mailbox.parse(text).isEmpty());
  }
}
