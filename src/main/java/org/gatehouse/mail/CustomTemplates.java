package org.gatehouse.mail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.gatehouse.kernel.Languages;
import org.gatehouse.template.FaultyTemplateException;
import org.gatehouse.template.SourceTemplate;
import org.jspecify.annotations.Nullable;

/**
 * The operator's own templates, read and tried out once: what is wrong with one is known before the
 * first mail, and no built-in one takes its place in silence. A file of the directory is for all
 * languages, or in the folder of one.
 */
public final class CustomTemplates {
  /** Far more than any mail should have. */
  private static final long MAX_BYTES = 256 * 1024;

  private static final String ENDING = ".hbs";
  private static final String ALL_LANGUAGES = "";

  private record Name(String folder, MailKind kind, MailPart part) {}

  private final Map<Name, SourceTemplate> templates = new HashMap<>();
  private final List<String> mistakesInDirectory = new ArrayList<>();
  private final List<String> mistakesInWorkspaceFile = new ArrayList<>();

  private CustomTemplates() {}

  /**
   * Reads them all.
   *
   * @param directory of templates for any mail
   * @param workspaceFile the HTML of both mails about workspaces
   */
  public static CustomTemplates read(Optional<Path> directory, Optional<Path> workspaceFile) {
    CustomTemplates custom = new CustomTemplates();
    directory.ifPresent(custom::readDirectory);
    workspaceFile.ifPresent(custom::readWorkspaceFile);
    return custom;
  }

  /** There are none. */
  public static CustomTemplates none() {
    return new CustomTemplates();
  }

  /** What is wrong in the directory, one sentence a file. */
  public List<String> mistakesInDirectory() {
    return List.copyOf(mistakesInDirectory);
  }

  /** What is wrong with the file for the mails about workspaces. */
  public List<String> mistakesInWorkspaceFile() {
    return List.copyOf(mistakesInWorkspaceFile);
  }

  /** The operator's own, if there is one. */
  @Nullable SourceTemplate find(MailKind kind, Locale language, MailPart part) {
    SourceTemplate ofLanguage = templates.get(new Name(language.toLanguageTag(), kind, part));
    return ofLanguage != null ? ofLanguage : templates.get(new Name(ALL_LANGUAGES, kind, part));
  }

  private void readDirectory(Path directory) {
    Map<String, Name> names = names();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(CustomTemplates::isTemplate).sorted().toList()) {
        String relative = directory.relativize(file).toString().replace('\\', '/');
        Name name = names.get(relative);
        if (name == null) {
          mistakesInDirectory.add(
              relative
                  + " is no template that we know; names are such as verification.html.hbs,"
                  + " verification.txt.hbs, verification.subject.hbs, in this directory or in its"
                  + " folders en and de");
        } else {
          read(file, relative, name, mistakesInDirectory);
        }
      }
    } catch (IOException e) {
      mistakesInDirectory.add("it cannot be read: " + e.getMessage());
    }
  }

  private static boolean isTemplate(Path file) {
    return file.toString().endsWith(ENDING) && !Files.isDirectory(file);
  }

  private static Map<String, Name> names() {
    Map<String, Name> names = new TreeMap<>();
    for (MailKind kind : MailKind.values()) {
      for (MailPart part : MailPart.values()) {
        String file = part.fileOf(kind);
        names.put(file, new Name(ALL_LANGUAGES, kind, part));
        for (Locale language : Languages.all()) {
          names.put(
              language.toLanguageTag() + "/" + file,
              new Name(language.toLanguageTag(), kind, part));
        }
      }
    }
    return names;
  }

  private void readWorkspaceFile(Path file) {
    for (MailKind kind : List.of(MailKind.WORKSPACE_INVITE, MailKind.WORKSPACE_ADD)) {
      Name name = new Name(ALL_LANGUAGES, kind, MailPart.HTML);
      boolean isGivenTwice =
          templates.keySet().stream().anyMatch(o -> o.kind == kind && o.part == MailPart.HTML);
      if (isGivenTwice) {
        mistakesInWorkspaceFile.add(
            "MAIL_TEMPLATE_DIR has " + MailPart.HTML.fileOf(kind) + ", too: which one is meant?");
      } else if (mistakesInWorkspaceFile.isEmpty()) {
        read(file, file.toString(), name, mistakesInWorkspaceFile);
      }
    }
  }

  private void read(Path file, String shown, Name name, List<String> mistakes) {
    try {
      SourceTemplate template = SourceTemplate.compile(text(file), name.part.form());
      template.requireOnly(MailTexts.valuesOf(name.kind));
      String unused = template.render(MailTexts.samplesOf(name.kind));
      templates.put(name, template);
    } catch (FaultyTemplateException e) {
      mistakes.add(shown + ", line " + e.line() + ": " + e.reason());
    } catch (CharacterCodingException e) {
      mistakes.add(shown + ": it is not UTF-8");
    } catch (IOException e) {
      mistakes.add(shown + ": it cannot be read: " + e.getMessage());
    }
  }

  private static String text(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException("it is larger than " + MAX_BYTES / 1024 + " KiB");
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
  }
}
