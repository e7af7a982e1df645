package org.gatehouse.web;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a page shows. Values are escaped by the template.
 *
 * @param template the name of its template
 * @param title of the window
 * @param values what the template shows
 */
public record PageView(String template, String title, Map<String, Object> values) {
  /** Copies the map. */
  public PageView {
    values = Map.copyOf(values);
  }

  /** A page without values. */
  public static PageView of(String template, String title) {
    return new PageView(template, title, Map.of());
  }

  /** This page with one more value: a text, a boolean, or a map or list of them. */
  public PageView with(String name, Object value) {
    Map<String, Object> more = new HashMap<>(values);
    more.put(name, value);
    return new PageView(template, title, more);
  }

  /** This page with one more value, if there is one. */
  public PageView with(String name, Optional<?> value) {
    return value.isPresent() ? with(name, (Object) value.get()) : this;
  }
}
