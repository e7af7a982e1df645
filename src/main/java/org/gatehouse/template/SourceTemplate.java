package org.gatehouse.template;

import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.EscapingStrategy;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.HandlebarsError;
import com.github.jknack.handlebars.HandlebarsException;
import com.github.jknack.handlebars.TagType;
import com.github.jknack.handlebars.Template;
import com.github.jknack.handlebars.context.MapValueResolver;
import com.github.jknack.handlebars.io.AbstractTemplateLoader;
import com.github.jknack.handlebars.io.TemplateSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * One template that stands alone, from any source: it includes no other file. Safe for many
 * threads.
 */
public final class SourceTemplate {
  /** What the templates make. */
  public enum Form {
    /** Values are escaped, unless the template says otherwise with three braces. */
    HTML,
    /** Plain text, which has nothing to be escaped. */
    TEXT
  }

  private static final Set<String> BLOCKS = Set.of("if", "unless", "each", "with");

  /** Partials by name would be files, and which ones is not a template's decision. */
  private static final class NoOtherFiles extends AbstractTemplateLoader {
    @Override
    public TemplateSource sourceAt(String location) throws IOException {
      throw new IOException("a template stands alone and cannot include another file");
    }
  }

  private static final Handlebars HTML = handlebars(EscapingStrategy.HTML_ENTITY);
  private static final Handlebars TEXT = handlebars(EscapingStrategy.NOOP);

  private final String source;
  private final Template template;

  private SourceTemplate(String source, Template template) {
    this.source = source;
    this.template = template;
  }

  private static Handlebars handlebars(EscapingStrategy escaping) {
    return new Handlebars(new NoOtherFiles()).with(escaping).prettyPrint(true);
  }

  /** Compiles it, or fails with the line. */
  public static SourceTemplate compile(String source, Form form) throws FaultyTemplateException {
    try {
      Template template = (form == Form.HTML ? HTML : TEXT).compileInline(source);
      return new SourceTemplate(source, template);
    } catch (HandlebarsException e) {
      throw faulty(e);
    } catch (IOException e) {
      throw new UncheckedIOException("a text could not be read", e);
    }
  }

  private static FaultyTemplateException faulty(HandlebarsException e) {
    HandlebarsError error = e.getError();
    return error == null
        ? new FaultyTemplateException(1, String.valueOf(e.getMessage()))
        : new FaultyTemplateException(error.line, error.reason.replaceAll("\\s+", " ").strip());
  }

  /**
   * Fails if the template asks for a value that there is not: it would be empty in every mail, and
   * nobody would know.
   */
  public void requireOnly(Set<String> known) throws FaultyTemplateException {
    for (String name : names()) {
      if (!known.contains(name)) {
        throw new FaultyTemplateException(
            lineOf(name),
            "there is no value " + name + "; there are " + String.join(", ", new TreeSet<>(known)));
      }
    }
  }

  private Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    for (TagType type : List.of(TagType.VAR, TagType.TRIPLE_VAR, TagType.AMP_VAR)) {
      names.addAll(template.collect(type));
    }
    for (TagType type : List.of(TagType.SECTION, TagType.START_SECTION)) {
      template.collect(type).stream().filter(name -> !BLOCKS.contains(name)).forEach(names::add);
    }
    names.addAll(template.collectReferenceParameters());
    names.removeIf(name -> name.equals("this") || name.equals(".") || name.equals("else"));
    return names;
  }

  private int lineOf(String name) {
    Pattern tag = Pattern.compile("\\{\\{[^}]*" + Pattern.quote(name));
    int at = tag.matcher(source).results().mapToInt(MatchResult::start).findFirst().orElse(0);
    return 1 + (int) source.substring(0, at).chars().filter(c -> c == '\n').count();
  }

  /**
   * What it makes of these values.
   *
   * @throws FaultyTemplateException if a block of it cannot be used so
   */
  public String render(Map<String, ?> values) throws FaultyTemplateException {
    Context context = Context.newBuilder(values).resolver(MapValueResolver.INSTANCE).build();
    try {
      return template.apply(context);
    } catch (HandlebarsException e) {
      throw faulty(e);
    } catch (IOException e) {
      throw new UncheckedIOException("a text could not be written", e);
    }
  }
}
