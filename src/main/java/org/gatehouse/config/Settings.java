package org.gatehouse.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * The values of all settings, read once. Reading never fails: mistakes are collected, so that all
 * of them can be told at once by {@link #requireNoMistakes()} after each feature has added its own.
 * Until then a mistaken setting has its default. Safe for many threads.
 */
public final class Settings {
  /** The name of the file in {@code GATEHOUSE_HOME}. */
  static final String FILE = "gatehouse.env";

  private final List<SettingSource> sources;
  private final String userHome;
  private final Map<String, Given> given = new ConcurrentHashMap<>();
  private final Map<String, Given> sound = new ConcurrentHashMap<>();
  private final List<String> mistakes = new CopyOnWriteArrayList<>();
  private final List<String> warnings = new CopyOnWriteArrayList<>();

  private Settings(List<SettingSource> sources, String userHome) {
    this.sources = List.copyOf(sources);
    this.userHome = userHome;
    KnownSettings.all().forEach(this::resolve);
  }

  private void resolve(Setting<?> setting) {
    List<Given> candidates =
        sources.stream()
            .map(source -> source.valuesOf(setting))
            .filter(values -> !values.isEmpty())
            .findFirst()
            .orElse(List.of());
    if (candidates.isEmpty()) {
      return;
    }
    Given value = candidates.get(0);
    given.put(setting.name(), value);
    for (Given other : candidates) {
      if (!other.text().equals(value.text())) {
        refuse(setting, "it differs from " + other.name() + ", which is another name of it");
        return;
      }
    }
    try {
      setting.read(textOf(setting, value));
      sound.put(setting.name(), value);
    } catch (IllegalArgumentException reason) {
      refuse(setting, String.valueOf(reason.getMessage()));
    }
  }

  private String textOf(Setting<?> setting, Given value) {
    String text = value.text().reveal();
    boolean inHome = setting.isPath() && (text.equals("~") || text.startsWith("~/"));
    return inHome ? userHome() + text.substring(1) : text;
  }

  /** Reads the environment and the system properties of this process, and the file. */
  public static Settings read() {
    Map<String, String> properties =
        System.getProperties().stringPropertyNames().stream()
            .collect(Collectors.toMap(name -> name, name -> System.getProperty(name, "")));
    return read(System.getenv(), properties);
  }

  /**
   * Reads the given environment and system properties, and the file in the {@code GATEHOUSE_HOME}
   * that they name.
   */
  public static Settings read(
      Map<String, String> environment, Map<String, String> systemProperties) {
    String userHome = systemProperties.getOrDefault("user.home", "");
    List<SettingSource> sources = new ArrayList<>();
    sources.add(new SettingSource("environment", environment));
    sources.add(new SettingSource("system properties", systemProperties));

    Settings withoutFile = new Settings(sources, userHome);
    Dotenv file = Dotenv.read(withoutFile.get(OwnSettings.GATEHOUSE_HOME).resolve(FILE));
    Map<String, String> known = new HashMap<>(file.values());
    known.remove(OwnSettings.GATEHOUSE_HOME.name());
    sources.add(new SettingSource(FILE, known));

    Settings settings = new Settings(sources, userHome);
    settings.mistakes.addAll(file.mistakes());
    settings.mistakes.addAll(UnknownNames.mistakesIn(file));
    settings.warnings.addAll(UnknownNames.warningsFor("environment variable", environment));
    settings.warnings.addAll(UnknownNames.warningsFor("system property", systemProperties));
    CrossChecks.run(settings);
    return settings;
  }

  /**
   * The settings of one identity provider, as somebody has given them elsewhere than in the
   * environment, read by the same rules.
   */
  public static Settings ofProvider(Map<String, String> texts) {
    Settings settings = new Settings(List.of(new SettingSource("given here", texts)), "");
    SsoSettings.checkProviders(settings, new CrossChecks(settings));
    return settings;
  }

  /** The text of what was set, where it is sound and no secret. */
  public Optional<String> shown(Setting<?> setting) {
    return setting.isSecret()
        ? Optional.empty()
        : Optional.ofNullable(sound.get(setting.name())).map(value -> value.text().reveal());
  }

  /**
   * The value that was set, or the default.
   *
   * @throws IllegalStateException if the setting has no default and is unset or mistaken
   */
  public <T> T get(Setting<T> setting) {
    return find(setting).orElseGet(() -> setting.defaultIn(this));
  }

  /** The value that was set; empty if none was, or a mistaken one. Defaults play no part. */
  public <T> Optional<T> find(Setting<T> setting) {
    return Optional.ofNullable(sound.get(setting.name()))
        .map(value -> setting.read(textOf(setting, value)));
  }

  /** Adds a mistake that only the feature can see, such as two settings that exclude each other. */
  public void refuse(Setting<?> setting, String problem) {
    Given value = given.get(setting.name());
    String subject =
        value == null ? setting.name() + " (not set)" : value.describe(setting.isSecret());
    mistakes.add(
        "%s: %s. Allowed: %s. Example: %s=%s"
            .formatted(subject, problem, setting.allowed(), setting.name(), setting.example()));
  }

  /** All mistakes so far, one text each, without the value of any secret. */
  public List<String> mistakes() {
    return List.copyOf(mistakes);
  }

  /** What the operator should read but what does not stop the start. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /**
   * Ends the collecting.
   *
   * @throws SettingsException with the list of all mistakes, if there is one
   */
  public void requireNoMistakes() {
    if (!mistakes.isEmpty()) {
      throw new SettingsException(
          "Gatehouse does not start, because %d of its settings %s wrong:\n%s"
              .formatted(
                  mistakes.size(),
                  mistakes.size() == 1 ? "is" : "are",
                  mistakes.stream().map(m -> "  - " + m).collect(Collectors.joining("\n"))));
    }
  }

  void warn(String warning) {
    warnings.add(warning);
  }

  /** Whether anything was set, be it right or wrong. */
  public boolean isGiven(Setting<?> setting) {
    return given.containsKey(setting.name());
  }

  /** Whether the value, or the default, can be relied upon. */
  boolean isSound(Setting<?> setting) {
    return !isGiven(setting) || sound.containsKey(setting.name());
  }

  /** The JDK says {@code ?} where the account has no entry in the password file. */
  boolean isUserHomeKnown() {
    return !userHome.isBlank() && !userHome.equals("?");
  }

  /** The home directory of the account; the working directory where it is not known. */
  Path userHome() {
    return Path.of(isUserHomeKnown() ? userHome : "").toAbsolutePath();
  }
}
