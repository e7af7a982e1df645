package org.gatehouse.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class KnownSettingsTest {
  @Test
  void catalogueWhenListedThenHoldsEveryConstantUnderItsOwnNameInOrder()
      throws IllegalAccessException {
    List<Setting<?>> constants = new ArrayList<>();
    for (Class<?> catalogue :
        List.of(
            KnownSettings.class, OwnSettings.class, DatabaseSettings.class, SsoSettings.class)) {
      for (Field field : catalogue.getDeclaredFields()) {
        if (Modifier.isPublic(field.getModifiers()) && field.get(null) instanceof Setting<?> s) {
          assertEquals(field.getName(), s.name());
          constants.add(s);
        }
      }
    }
    assertEquals(constants, KnownSettings.all());
  }

  @Test
  void namesWhenListedThenNoneIsDoubled() {
    Set<String> seen = new HashSet<>();
    for (Setting<?> setting : KnownSettings.all()) {
      assertTrue(seen.add(setting.name()), setting.name());
      setting.aliases().forEach(alias -> assertTrue(seen.add(alias), alias));
    }
  }

  @Test
  void examplesWhenNotSecretThenAllowed() {
    for (Setting<?> setting : KnownSettings.all()) {
      assertFalse(setting.description().isBlank());
      if (!setting.isSecret()) {
        setting.read(setting.example());
      }
    }
  }

  @Test
  void defaultsWhenDocumentedThenAreTheReadOnes() {
    Settings settings = Settings.read(Map.of(), Map.of("user.home", "/nowhere/at/all"));
    for (Setting<?> setting : KnownSettings.all()) {
      String shown = setting.defaultText();
      if (shown.matches("`[^`]*`") && !setting.isPath()) {
        assertEquals(setting.read(shown.replace("`", "")), settings.get(setting), setting.name());
      }
    }
  }

  @Test
  void secretsWhenListedThenAreExactlyThoseOfTheCatalogue() {
    assertEquals(
        Set.of(
            "JWT_AUTH_TOKEN_SECRET",
            "JWT_REFRESH_TOKEN_SECRET",
            "JWT_AUTH_TOKEN_SECRET_PREVIOUS",
            "JWT_REFRESH_TOKEN_SECRET_PREVIOUS",
            "EXPRESS_SESSION_SECRET_PREVIOUS",
            "FLOWISE_PASSWORD",
            "EXPRESS_SESSION_SECRET",
            "TOKEN_HASH_SECRET",
            "SECRETKEY_OVERWRITE",
            "SECRETKEY_NEW",
            "SECRETKEY_AWS_ACCESS_KEY",
            "SECRETKEY_AWS_SECRET_KEY",
            "SMTP_PASSWORD",
            "DATABASE_URL",
            "DATABASE_PASSWORD",
            "SSO_GOOGLE_CLIENT_SECRET",
            "SSO_AZURE_CLIENT_SECRET",
            "SSO_AUTH0_CLIENT_SECRET",
            "SSO_GITHUB_CLIENT_SECRET",
            "SSO_OIDC_CLIENT_SECRET"),
        KnownSettings.all().stream()
            .filter(Setting::isSecret)
            .map(Setting::name)
            .collect(Collectors.toSet()));
  }

  @Test
  void aliasesWhenListedThenAreTheDocumentedOnes() {
    assertEquals(
        Arrays.asList(
            "BASIC_AUTH_USERNAME",
            "BASIC_AUTH_PASSWORD",
            "SESSION_SECRET",
            "PASSWORD_RESET_TOKEN_EXPIRY_IN_MINUTES",
            "FLOWISE_SECRETKEY_OVERWRITE"),
        KnownSettings.all().stream().flatMap(s -> s.aliases().stream()).toList());
  }
}
