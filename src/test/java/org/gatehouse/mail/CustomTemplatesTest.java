package org.gatehouse.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustomTemplatesTest {
  private static final Map<String, String> INVITATION =
      Map.of("workspaceName", "<North>", "registerLink", "http://gate.example/r");

  @TempDir Path directory;

  private void write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private CustomTemplates inDirectory() {
    return CustomTemplates.read(Optional.of(directory), Optional.empty());
  }

  private static MailTexts.Said say(CustomTemplates custom, MailKind kind, Locale language) {
    return new MailTexts(custom, new PublicLinks("http://gate.example"))
        .say(kind, language, INVITATION);
  }

  @Test
  void directoryWhenAFileIsThereThenItReplacesThatPartAlone() throws IOException {
    write("workspace-invite.subject.hbs", "Come to {{workspaceName}}\n");
    write("de/workspace-invite.subject.hbs", "Komm zu {{workspaceName}}");
    write("README.txt", "not ours");
    CustomTemplates custom = inDirectory();
    assertEquals(List.of(), custom.mistakesInDirectory());
    MailTexts.Said english = say(custom, MailKind.WORKSPACE_INVITE, Locale.ENGLISH);
    assertEquals("Come to <North>", english.subject());
    assertTrue(english.text().contains("You are invited"));
    assertEquals(
        "Komm zu <North>", say(custom, MailKind.WORKSPACE_INVITE, Locale.GERMAN).subject());
    assertEquals(
        "You are invited to <North>",
        say(custom, MailKind.WORKSPACE_ADD, Locale.ENGLISH).subject());
  }

  @Test
  void directoryWhenFilesAreFaultyThenEachIsNamedWithItsLine() throws IOException {
    write("test.html.hbs", "<p>\n{{#if language}}\n");
    write("de/verification.txt.hbs", "a\nb\n{{verificationlink}}");
    write("verificaton.txt.hbs", "a typing error");
    write("fr/test.txt.hbs", "Bonjour");
    Files.write(
        directory.resolve("test.subject.hbs"), "Größe".getBytes(StandardCharsets.ISO_8859_1));
    List<String> mistakes = inDirectory().mistakesInDirectory();
    assertEquals(5, mistakes.size(), mistakes::toString);
    assertTrue(
        mistakes
            .get(0)
            .startsWith("de/verification.txt.hbs, line 3: there is no value verificationlink"),
        mistakes::toString);
    assertTrue(mistakes.get(1).startsWith("fr/test.txt.hbs is no template"), mistakes::toString);
    assertTrue(mistakes.get(2).startsWith("test.html.hbs, line "), mistakes::toString);
    assertEquals("test.subject.hbs: it is not UTF-8", mistakes.get(3));
    assertTrue(
        mistakes.get(4).startsWith("verificaton.txt.hbs is no template"), mistakes::toString);
  }

  @Test
  void workspaceFileWhenGivenThenItIsTheHtmlOfBothMailsInEveryLanguage() throws IOException {
    write("invite.hbs", "<b>{{workspaceName}}</b> <a href=\"{{dashboardLink}}\">{{registerLink}}");
    CustomTemplates custom =
        CustomTemplates.read(Optional.empty(), Optional.of(directory.resolve("invite.hbs")));
    assertEquals(List.of(), custom.mistakesInWorkspaceFile());
    for (MailKind kind : List.of(MailKind.WORKSPACE_INVITE, MailKind.WORKSPACE_ADD)) {
      for (Locale language : List.of(Locale.ENGLISH, Locale.GERMAN)) {
        assertEquals(
            "<b>&lt;North&gt;</b> <a href=\"http://gate.example/r\">http://gate.example/r",
            say(custom, kind, language).html());
      }
    }
  }

  @Test
  void workspaceFileWhenFaultyOrGivenTwiceThenAMistake() throws IOException {
    write("invite.hbs", "<p>\n{{workspace}}");
    Path file = directory.resolve("invite.hbs");
    List<String> mistakes =
        CustomTemplates.read(Optional.empty(), Optional.of(file)).mistakesInWorkspaceFile();
    assertEquals(1, mistakes.size(), mistakes::toString);
    assertTrue(
        mistakes.get(0).startsWith(file + ", line 2: there is no value workspace;"),
        mistakes::toString);

    write("invite.hbs", "<p>{{workspaceName}}");
    write("mail/workspace-invite.html.hbs", "<p>");
    List<String> twice =
        CustomTemplates.read(Optional.of(directory.resolve("mail")), Optional.of(file))
            .mistakesInWorkspaceFile();
    assertEquals(
        List.of("MAIL_TEMPLATE_DIR has workspace-invite.html.hbs, too: which one is meant?"),
        twice);
  }
}
