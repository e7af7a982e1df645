package org.gatehouse.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {
  private final Templates templates = new Templates("/org/gatehouse/template");

  /** What a template must not look into: it has a getter. */
  public static final class Holder {
    public String getSecret() {
      return "opened";
    }
  }

  @Test
  void renderWhenValuesHoldMarkupThenEscaped() {
    assertEquals(
        "Hello &lt;b class&#x3D;&quot;x&quot;&gt;&amp;&#x27;&#x60;!\n- a\n- &lt;i&gt;\n",
        templates.render(
            "greeting",
            Map.of("who", Map.of("name", "<b class=\"x\">&'`"), "list", List.of("a", "<i>"))));
  }

  @Test
  void renderWhenValuesAreMissingThenEmpty() {
    assertEquals("Hello !\n", templates.render("greeting", Map.of()));
  }

  @Test
  void renderWhenValueIsAnObjectThenItIsNotLookedInto() {
    assertEquals("[]\n", templates.render("look-inside", Map.of("object", new Holder())));
  }

  @Test
  void renderWhenValueIsATemplateThenItStaysAText() {
    assertEquals(
        "Hello {{secret}}!\n",
        templates.render(
            "greeting", Map.of("who", Map.of("name", "{{secret}}"), "secret", "told")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/greeting", "../web/login", "greeting.hbs", "a//b", "Greeting", "a b", "a\0"})
  void renderWhenNameCouldLeaveTheFolderThenRefused(String name) {
    assertThrows(IllegalArgumentException.class, () -> templates.render(name, Map.of()));
  }

  @Test
  void renderWhenThereIsNoSuchTemplateThenFails() {
    assertThrows(UncheckedIOException.class, () -> templates.render("absent", Map.of()));
  }
}
