package org.gatehouse.config;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One setting of the catalogue: its names, its meaning, its form and its default. Immutable; the
 * value of a setting is in {@link Settings}.
 *
 * @param <T> type of the value
 */
public final class Setting<T> {
  private final String name;
  private final List<String> aliases;
  private final String description;
  private final Form<T> form;
  private final Fallback<T> fallback;

  private record Fallback<T>(String shown, @Nullable Function<Settings, T> value) {}

  private Setting(
      String name, List<String> aliases, String description, Form<T> form, Fallback<T> fallback) {
    this.name = name;
    this.aliases = aliases;
    this.description = description;
    this.form = form;
    this.fallback = fallback;
  }

  /** A setting without other names and without default. */
  static <T> Setting<T> named(String name, Form<T> form, String description) {
    return new Setting<>(name, List.of(), description, form, new Fallback<>("unset", null));
  }

  /** The same with other names that mean it, too. */
  Setting<T> alias(String... others) {
    return new Setting<>(name, List.of(others), description, form, fallback);
  }

  /** The same with a default, in the text form of the setting. */
  Setting<T> orElse(String text) {
    return orElse("`" + text + "`", settings -> form.read(text));
  }

  /** The same with a default that depends on other settings. */
  Setting<T> orElse(String shown, Function<Settings, T> value) {
    return new Setting<>(name, aliases, description, form, new Fallback<>(shown, value));
  }

  /** The same, still without default, but saying what happens where it is unset. */
  Setting<T> unsetMeans(String shown) {
    return new Setting<>(name, aliases, description, form, new Fallback<>(shown, null));
  }

  /** The name of the environment variable, of the system property and of the key in the file. */
  public String name() {
    return name;
  }

  /** Other names with the same meaning. */
  public List<String> aliases() {
    return aliases;
  }

  /** What it is for, in one sentence of Markdown. */
  public String description() {
    return description;
  }

  /** Markdown for the README: a literal default in backticks, or what is done without one. */
  public String defaultText() {
    return fallback.shown();
  }

  /** What is allowed, in words. */
  public String allowed() {
    return form.allowed();
  }

  /** A text that is allowed; for a secret, how to make one. */
  public String example() {
    return form.example();
  }

  /** Whether the value must never be shown. */
  public boolean isSecret() {
    return form.kind() == Form.Kind.SECRET;
  }

  boolean isPath() {
    return form.kind() == Form.Kind.PATH;
  }

  /** Throws IllegalArgumentException with a reason that does not repeat the text. */
  T read(String text) {
    return form.read(text);
  }

  T defaultIn(Settings settings) {
    Function<Settings, T> value = fallback.value();
    if (value == null) {
      throw new IllegalStateException(name + " has no default");
    }
    return value.apply(settings);
  }

  @Override
  public String toString() {
    return name;
  }
}
