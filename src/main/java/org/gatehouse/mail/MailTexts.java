package org.gatehouse.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.gatehouse.kernel.Languages;
import org.gatehouse.template.FaultyTemplateException;
import org.gatehouse.template.SourceTemplate;
import org.gatehouse.template.SourceTemplate.Form;
import org.jspecify.annotations.Nullable;

/**
 * What mails say: the operator's templates, and ours in the class path where there is none of
 * theirs. Safe for many threads.
 */
public final class MailTexts {
  private static final String FOLDER = "/org/gatehouse/mail/";
  private static final String LANGUAGE = "language";
  private static final String SERVER_ADDRESS = "serverAddress";

  /** Beyond this, programs for mail cut anyway. */
  private static final int MAX_SUBJECT = 200;

  private final CustomTemplates custom;
  private final PublicLinks links;
  private final Map<String, SourceTemplate> builtIn = new ConcurrentHashMap<>();

  /** Rendered texts. */
  record Said(String subject, String text, String html) {}

  /** Texts with the operator's templates first. */
  public MailTexts(CustomTemplates custom, PublicLinks links) {
    this.custom = custom;
    this.links = links;
  }

  /** Every value that templates of this kind may ask for. */
  static Set<String> valuesOf(MailKind kind) {
    Set<String> names = new LinkedHashSet<>(kind.valueNames());
    names.add(LANGUAGE);
    names.add(SERVER_ADDRESS);
    return names;
  }

  /** Something for each of them, to try a template out. */
  static Map<String, String> samplesOf(MailKind kind) {
    Map<String, String> samples = new HashMap<>();
    valuesOf(kind).forEach(name -> samples.put(name, "sample of " + name));
    return samples;
  }

  /** The texts of a mail. A value that was not handed in is empty. */
  Said say(MailKind kind, Locale locale, Map<String, String> given) {
    Locale language = Languages.firstOf(List.of(locale));
    Map<String, String> values = new HashMap<>();
    given.forEach((name, value) -> values.put(name, oneLine(value)));
    String link = values.get(MailKind.Value.REGISTER_LINK);
    if (link != null) {
      values.putIfAbsent(MailKind.Value.DASHBOARD_LINK, link);
    }
    values.put(LANGUAGE, language.toLanguageTag());
    values.put(SERVER_ADDRESS, links.to(""));
    String subject = oneLine(render(kind, language, MailPart.SUBJECT, values));
    return new Said(
        subject.length() > MAX_SUBJECT ? subject.substring(0, MAX_SUBJECT) + "…" : subject,
        render(kind, language, MailPart.TEXT, values),
        html(kind, language, values, subject));
  }

  /** A name with line breaks must not write lines of its own, into a header least of all. */
  private static String oneLine(String value) {
    return value.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
  }

  private String html(MailKind kind, Locale language, Map<String, String> values, String subject) {
    String html = render(kind, language, MailPart.HTML, values);
    if (custom.find(kind, language, MailPart.HTML) != null) {
      return html;
    }
    return render(
        ours("layout.html.hbs", Form.HTML),
        Map.of(LANGUAGE, language.toLanguageTag(), "subject", subject, "body", html));
  }

  private String render(MailKind kind, Locale language, MailPart part, Map<String, String> values) {
    @Nullable SourceTemplate theirs = custom.find(kind, language, part);
    return render(
        theirs != null
            ? theirs
            : ours(language.toLanguageTag() + "/" + part.fileOf(kind), part.form()),
        values);
  }

  private static String render(SourceTemplate template, Map<String, String> values) {
    try {
      return template.render(values);
    } catch (FaultyTemplateException e) {
      throw new IllegalStateException("a template that was sound at the start failed", e);
    }
  }

  private SourceTemplate ours(String file, Form form) {
    return builtIn.computeIfAbsent(file, name -> compile(name, form));
  }

  /** One of ours, which the tests have compiled before. */
  static SourceTemplate compile(String file, Form form) {
    try (InputStream bytes = MailTexts.class.getResourceAsStream(FOLDER + file)) {
      if (bytes == null) {
        throw new IllegalStateException("there is no template " + file);
      }
      return SourceTemplate.compile(new String(bytes.readAllBytes(), StandardCharsets.UTF_8), form);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FaultyTemplateException e) {
      throw new IllegalStateException("the template " + file + " is faulty", e);
    }
  }
}
