package org.gatehouse.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.kernel.Sensitive;
import org.junit.jupiter.api.Test;

class SecretsTest {
  private final Map<SecretName, Sensitive> stored = new EnumMap<>(SecretName.class);
  private final Map<SecretName, Sensitive> settings = new EnumMap<>(SecretName.class);

  private final SecretStore store =
      new SecretStore() {
        @Override
        public Optional<Sensitive> find(SecretName name) {
          return Optional.ofNullable(stored.get(name));
        }

        @Override
        public Sensitive createIfAbsent(SecretName name, Sensitive candidate) {
          stored.putIfAbsent(name, candidate);
          return stored.get(name);
        }
      };

  @Test
  void openWhenNothingIsKnownThenAllAreMadeAndStored() {
    Secrets secrets = open();
    Set<String> random = new HashSet<>();
    for (SecretName name : SecretName.values()) {
      assertEquals(stored.get(name), secrets.get(name));
      if (name == SecretName.ENCRYPTION_KEY) {
        assertEquals(32, Base64.getDecoder().decode(secrets.get(name).reveal()).length);
      } else if (name.defaultValue().isEmpty()) {
        assertEquals(32, Base64.getUrlDecoder().decode(secrets.get(name).reveal()).length);
      }
      random.add(secrets.get(name).reveal());
    }
    assertEquals(6, random.size());
    assertEquals("Flowise", secrets.get(SecretName.JWT_ISSUER).reveal());
    assertEquals("Flowise", secrets.get(SecretName.JWT_AUDIENCE).reveal());
  }

  @Test
  void openWhenSettingIsGivenThenItWinsAndIsNotStored() {
    settings.put(SecretName.TOKEN_HASH_SECRET, Sensitive.of("from the settings"));
    stored.put(SecretName.TOKEN_HASH_SECRET, Sensitive.of("from the store"));
    settings.put(SecretName.JWT_ISSUER, Sensitive.of("Us"));
    Secrets secrets = open();
    assertEquals("from the settings", secrets.get(SecretName.TOKEN_HASH_SECRET).reveal());
    assertEquals("from the store", stored.get(SecretName.TOKEN_HASH_SECRET).reveal());
    assertEquals("Us", secrets.get(SecretName.JWT_ISSUER).reveal());
    assertFalse(stored.containsKey(SecretName.JWT_ISSUER));
  }

  @Test
  void openWhenSomebodyElseStoresFirstThenTheirsIsUsed() {
    Sensitive theirs = Sensitive.of("theirs");
    SecretStore slow =
        new SecretStore() {
          @Override
          public Optional<Sensitive> find(SecretName name) {
            return Optional.empty();
          }

          @Override
          public Sensitive createIfAbsent(SecretName name, Sensitive candidate) {
            return name == SecretName.TOKEN_HASH_SECRET ? theirs : candidate;
          }
        };
    assertEquals(
        theirs, Secrets.open(name -> Optional.empty(), slow).get(SecretName.TOKEN_HASH_SECRET));
  }

  @Test
  void openWhenOneKeyForBothTokensThenRefusedWithoutShowingIt() {
    settings.put(SecretName.JWT_AUTH_TOKEN_SECRET, Sensitive.of("geheim"));
    stored.put(SecretName.JWT_REFRESH_TOKEN_SECRET, Sensitive.of("geheim"));
    SecretStoreException refusal = assertThrows(SecretStoreException.class, this::open);
    assertTrue(String.valueOf(refusal.getMessage()).contains("JWT_REFRESH_TOKEN_SECRET"));
    assertFalse(String.valueOf(refusal.getMessage()).contains("geheim"));
  }

  @Test
  void boxWhenUsedThenUnderTheMainKey() {
    Secrets secrets = open();
    String sealed = secrets.box().seal("totp", Sensitive.of("seed"));
    assertEquals("seed", open().box().open("totp", sealed).reveal());
    assertFalse(secrets.toString().contains(secrets.get(SecretName.TOKEN_HASH_SECRET).reveal()));
  }

  private Secrets open() {
    return Secrets.open(name -> Optional.ofNullable(settings.get(name)), store);
  }
}
