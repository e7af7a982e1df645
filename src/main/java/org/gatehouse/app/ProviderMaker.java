package org.gatehouse.app;

import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gatehouse.config.Setting;
import org.gatehouse.config.Settings;
import org.gatehouse.config.SsoSettings;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.sso.ProviderName;
import org.gatehouse.sso.setup.ProviderBuilder;

/**
 * Makes providers of the settings of this process, and of what owners store: by the same rules,
 * since every field is the setting of the same meaning.
 */
final class ProviderMaker implements ProviderBuilder {
  private final Settings settings;
  private final SsoConfiguration.Surroundings operators;
  private final SsoConfiguration.Surroundings owners;

  /**
   * With requests as each may make them.
   *
   * @param operators for what the settings of this process name
   * @param owners for what owners name
   */
  ProviderMaker(
      Settings settings,
      SsoConfiguration.Surroundings operators,
      SsoConfiguration.Surroundings owners) {
    this.settings = settings;
    this.operators = operators;
    this.owners = owners;
  }

  private static String prefix(ProviderName name) {
    return "SSO_" + name.name() + "_";
  }

  /** SSO_OIDC_CLIENT_ID is clientId. */
  private static String field(ProviderName name, Setting<?> setting) {
    String[] words =
        setting.name().substring(prefix(name).length()).toLowerCase(Locale.ROOT).split("_", -1);
    return words[0]
        + Arrays.stream(words)
            .skip(1)
            .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
            .collect(Collectors.joining());
  }

  @Override
  public List<Field> fields(ProviderName name) {
    return SsoSettings.of(name.name()).stream()
        .map(
            setting ->
                new Field(
                    field(name, setting),
                    setting.allowed(),
                    setting.defaultText().equals("unset") && !setting.name().contains("_GROUP")))
        .toList();
  }

  @Override
  public Addresses addresses(ProviderName name) {
    String here = operators.publicAddress();
    return new Addresses(
        operators.redirectUri(name),
        URI.create(here + "/api/v1/sso/" + name + "/backchannel-logout"),
        URI.create(here + "/login"));
  }

  @Override
  public Optional<Built> given(ProviderName name) {
    return built(settings, name, operators);
  }

  @Override
  public Built build(ProviderName name, Map<String, String> texts) {
    Map<String, String> named = new HashMap<>(texts);
    Map<String, String> given = new HashMap<>();
    for (Setting<?> setting : SsoSettings.of(name.name())) {
      String text = named.remove(field(name, setting));
      if (text != null) {
        given.put(setting.name(), text);
      }
    }
    if (!named.isEmpty()) {
      throw refused(
          named.keySet().stream().sorted().map(field -> field + ": not for " + name).toList());
    }
    Settings read = Settings.ofProvider(given);
    List<String> mistakes =
        read.mistakes().stream().map(mistake -> inFields(name, mistake)).toList();
    if (!mistakes.isEmpty()) {
      throw refused(mistakes);
    }
    requireTls(given, name);
    return built(read, name, owners).orElseThrow(() -> refused(List.of("clientId: it is needed")));
  }

  /** In the words of whoever fills in the fields. */
  private static String inFields(ProviderName name, String mistake) {
    String words = mistake;
    for (Setting<?> setting : SsoSettings.of(name.name())) {
      words = words.replaceAll(setting.name() + "(?![A-Z_])", field(name, setting));
    }
    return words;
  }

  /** On the internet, whoever is on the way to the provider could sign in as anybody. */
  private void requireTls(Map<String, String> given, ProviderName name) {
    List<String> open =
        settings.get(SsoSettings.OUTBOUND_ALLOW_PRIVATE)
            ? List.of()
            : SsoSettings.of(name.name()).stream()
                .filter(
                    setting ->
                        given
                            .getOrDefault(setting.name(), "")
                            .toLowerCase(Locale.ROOT)
                            .startsWith("http:"))
                .map(setting -> field(name, setting) + ": it has to be https")
                .toList();
    if (!open.isEmpty()) {
      throw refused(open);
    }
  }

  private static AuthException refused(List<String> reasons) {
    return AuthException.withReasons(ErrorCode.VALIDATION_FAILED, reasons);
  }

  private static Optional<Built> built(
      Settings from, ProviderName name, SsoConfiguration.Surroundings around) {
    SsoConfiguration sso = new SsoConfiguration(from);
    return sso.provider(name, around)
        .map(provider -> new Built(provider, sso.groupRoles(name), texts(from, name)));
  }

  private static Map<String, String> texts(Settings from, ProviderName name) {
    Map<String, String> texts = new HashMap<>();
    for (Setting<?> setting : SsoSettings.of(name.name())) {
      from.shown(setting).ifPresent(text -> texts.put(field(name, setting), text));
    }
    return texts;
  }
}
