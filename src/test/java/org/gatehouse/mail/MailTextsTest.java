package org.gatehouse.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.gatehouse.kernel.Languages;
import org.gatehouse.template.FaultyTemplateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MailTextsTest {
  private static final int MAX_HTML = 10 * 1024;

  private final MailTexts texts =
      new MailTexts(CustomTemplates.none(), new PublicLinks("https://www.example.com/gatehouse"));

  @ParameterizedTest
  @EnumSource
  void builtInWhenCompiledThenSoundAndAskingOnlyForItsValues(MailKind kind)
      throws FaultyTemplateException {
    for (Locale language : Languages.all()) {
      for (MailPart part : MailPart.values()) {
        MailTexts.compile(language.toLanguageTag() + "/" + part.fileOf(kind), part.form())
            .requireOnly(MailTexts.valuesOf(kind));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void builtInWhenRenderedThenEveryLinkIsInBothPartsAndNothingIsFetched(MailKind kind) {
    Map<String, String> values = new HashMap<>();
    kind.valueNames().stream()
        .filter(name -> !name.equals("dashboardLink"))
        .forEach(name -> values.put(name, "the-" + name));
    for (Locale language : new Locale[] {Locale.ENGLISH, Locale.GERMAN}) {
      MailTexts.Said said = texts.say(kind, language, values);
      assertFalse(said.subject().isBlank());
      values
          .values()
          .forEach(
              value -> {
                assertTrue(said.text().contains(value), value);
                assertTrue(said.html().contains(value), value);
              });
      assertTrue(said.html().contains("lang=\"" + language.toLanguageTag() + "\""));
      assertTrue(said.html().contains("https://www.example.com/gatehouse"));
      assertFalse(said.html().contains("src="));
      assertFalse(said.html().contains("url("));
      assertFalse(said.html().contains("{{"));
      assertTrue(said.html().getBytes(StandardCharsets.UTF_8).length <= MAX_HTML);
    }
    assertNotEquals(
        texts.say(kind, Locale.ENGLISH, values).text(),
        texts.say(kind, Locale.GERMAN, values).text());
  }

  @Test
  void sayWhenThereAreNoTextsInALanguageThenEnglish() {
    assertEquals("Mail works", texts.say(MailKind.TEST, Locale.JAPANESE, Map.of()).subject());
    assertEquals(
        "Der Versand funktioniert",
        texts.say(MailKind.TEST, Locale.forLanguageTag("de-AT"), Map.of()).subject());
  }

  @Test
  void sayWhenValuesHoldMarkupOrLineBreaksThenNeitherGetsThrough() {
    MailTexts.Said said =
        texts.say(
            MailKind.WORKSPACE_INVITE,
            Locale.ENGLISH,
            Map.of(
                "workspaceName",
                "<img src=x onerror=alert(1)>",
                "inviterName",
                "Eve\r\nBcc: all@example.com\n\nClick http://evil.example",
                "registerLink",
                "https://gate.example/register?token=a&b"));
    assertFalse(said.html().contains("<img"));
    assertTrue(said.html().contains("&lt;img src&#x3D;x onerror"), said::html);
    assertTrue(said.html().contains("token&#x3D;a&amp;b\""), said::html);
    assertTrue(said.text().contains("https://gate.example/register?token=a&b\n"), said::text);
    assertTrue(
        said.subject().startsWith("Eve Bcc: all@example.com Click http://evil.example invites"),
        said::subject);
    assertFalse(said.text().contains("\nBcc"));
  }

  @Test
  void sayWhenANameIsMissingThenTheSentenceIsWholeAllTheSame() {
    MailTexts.Said said =
        texts.say(MailKind.PASSWORD_RESET, Locale.ENGLISH, Map.of("resetLink", "L"));
    assertTrue(said.text().startsWith("Somebody, probably you"), said::text);
    assertEquals(
        "You are invited to North",
        texts
            .say(
                MailKind.WORKSPACE_ADD,
                Locale.ENGLISH,
                Map.of("workspaceName", "North", "registerLink", "L"))
            .subject());
  }
}
