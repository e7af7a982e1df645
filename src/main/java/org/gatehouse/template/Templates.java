package org.gatehouse.template;

import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.EscapingStrategy;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.Template;
import com.github.jknack.handlebars.context.MapValueResolver;
import com.github.jknack.handlebars.io.ClassPathTemplateLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The templates of one folder of the class path, each compiled once. Safe for many threads. */
public final class Templates {
  /** No dots and no leading slash: a name cannot leave the folder. */
  private static final Pattern NAME = Pattern.compile("[a-z]+(?:[-/][a-z]+)*");

  private final Handlebars handlebars;
  private final Map<String, Template> compiled = new ConcurrentHashMap<>();

  /**
   * Templates in this folder.
   *
   * @param folder such as {@code /org/gatehouse/web}; files end in {@code .hbs}
   */
  public Templates(String folder) {
    this.handlebars =
        new Handlebars(new ClassPathTemplateLoader(folder, ".hbs"))
            .with(EscapingStrategy.HTML_ENTITY)
            // As the Mustache specification has it: a block's tag alone on a line is no line.
            .prettyPrint(true);
  }

  /**
   * What the template makes of these values: texts, booleans, numbers, and maps and lists of them.
   * A name without a value is empty.
   *
   * @throws IllegalArgumentException if the name is none
   * @throws UncheckedIOException if there is no such template, or a faulty one
   */
  public String render(String name, Map<String, ?> values) {
    Template template = compiled.computeIfAbsent(name, this::compile);
    Context context = Context.newBuilder(values).resolver(MapValueResolver.INSTANCE).build();
    try {
      return template.apply(context);
    } catch (IOException e) {
      throw new UncheckedIOException("the template " + name + " failed", e);
    }
  }

  private Template compile(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("no name of a template");
    }
    try {
      return handlebars.compile(name);
    } catch (IOException e) {
      throw new UncheckedIOException("the template " + name + " does not compile", e);
    }
  }
}
