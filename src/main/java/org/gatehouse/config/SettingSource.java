package org.gatehouse.config;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gatehouse.kernel.Sensitive;

/** One place where settings may stand. No record: it holds secrets and must not print them. */
final class SettingSource {
  private final String label;
  private final Map<String, String> values;

  SettingSource(String label, Map<String, String> values) {
    this.label = label;
    this.values = Map.copyOf(values);
  }

  /** What stands here under the name and the aliases of a setting; empty values count as unset. */
  List<Given> valuesOf(Setting<?> setting) {
    return Stream.concat(Stream.of(setting.name()), setting.aliases().stream())
        .filter(name -> !values.getOrDefault(name, "").isBlank())
        .map(name -> new Given(name, label, Sensitive.of(values.getOrDefault(name, ""))))
        .toList();
  }
}
