package org.gatehouse.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.gatehouse.template.SourceTemplate.Form;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTemplateTest {
  @Test
  void renderWhenHtmlThenEscapedAndWhenTextThenNot() throws FaultyTemplateException {
    Map<String, String> values = Map.of("name", "<b>&");
    assertEquals(
        "Hello &lt;b&gt;&amp;", SourceTemplate.compile("Hello {{name}}", Form.HTML).render(values));
    assertEquals("Hello <b>&", SourceTemplate.compile("Hello {{name}}", Form.TEXT).render(values));
  }

  @Test
  void compileWhenABlockIsNotClosedThenTheLineIsTold() {
    FaultyTemplateException faulty =
        assertThrows(
            FaultyTemplateException.class,
            () -> SourceTemplate.compile("one\ntwo {{#if name}}\nthree", Form.HTML));
    assertTrue(faulty.line() >= 2, faulty::getMessage);
    assertTrue(!faulty.reason().isBlank());
  }

  @Test
  void compileWhenAPartialIsAskedForThenRefused() {
    assertThrows(
        FaultyTemplateException.class,
        () -> SourceTemplate.compile("{{> /etc/passwd}}", Form.TEXT).render(Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\nb {{nmae}}",
        "a\n{{{nmae}}}",
        "a\n{{&nmae}}",
        "a\n{{#if nmae}}x{{/if}}",
        "a\n{{#nmae}}x{{/nmae}}",
        "{{name}}\n{{#if name}}{{nmae}}{{/if}}",
        "{{name}}\n{{#unless name}}a{{else}}{{nmae}}{{/unless}}",
      })
  void requireOnlyWhenAValueIsUnknownThenTheLineIsTold(String source)
      throws FaultyTemplateException {
    SourceTemplate template = SourceTemplate.compile(source, Form.HTML);
    FaultyTemplateException faulty =
        assertThrows(
            FaultyTemplateException.class, () -> template.requireOnly(Set.of("name", "link")));
    assertEquals(2, faulty.line());
    assertEquals("there is no value nmae; there are link, name", faulty.reason());
  }

  @Test
  void requireOnlyWhenAllAreKnownThenContent() throws FaultyTemplateException {
    SourceTemplate.compile(
            "{{name}} {{#if name}}{{{link}}}{{else}}{{link}}{{/if}} {{this.name}}", Form.HTML)
        .requireOnly(Set.of("name", "link", "this.name"));
  }
}
