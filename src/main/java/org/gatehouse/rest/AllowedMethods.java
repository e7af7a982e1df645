package org.gatehouse.rest;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The methods of each resource, for the {@code Allow} header of a 405 (RFC 9110, section 15.5.6).
 * Worked out here, since CXF lists the methods of all resources of the application.
 */
public final class AllowedMethods {
  private static final String ANY = "[^/]+";

  private final Map<String, Set<String>> byPath = new LinkedHashMap<>();

  /** Reads the annotations of these resource classes. */
  public AllowedMethods(Collection<Class<?>> resources) {
    for (Class<?> resource : resources) {
      for (Method method : resource.getMethods()) {
        for (Annotation annotation : method.getAnnotations()) {
          HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
          if (verb != null) {
            add(path(resource) + "/" + path(method), verb.value());
          }
        }
      }
    }
  }

  private void add(String path, String verb) {
    String regex = trimmed(path).replaceAll("\\{[^}]*\\}", Matcher.quoteReplacement(ANY));
    Set<String> verbs = byPath.computeIfAbsent(regex, unseen -> new TreeSet<>());
    verbs.add(verb);
    verbs.add("OPTIONS");
    if (verb.equals("GET")) {
      verbs.add("HEAD");
    }
  }

  /** The header's value for a path relative to the application. */
  String of(String path) {
    return byPath.entrySet().stream()
        .filter(entry -> Pattern.matches(entry.getKey(), trimmed(path)))
        // As JAX-RS chooses (Jakarta REST, section 3.7.2): letters before what stands for any.
        .max(Comparator.comparingInt(entry -> entry.getKey().replace(ANY, "").length()))
        .map(entry -> String.join(", ", entry.getValue()))
        .orElse("OPTIONS");
  }

  private static String path(AnnotatedElement element) {
    Path path = element.getAnnotation(Path.class);
    return path == null ? "" : path.value();
  }

  private static String trimmed(String path) {
    return path.replaceAll("/+", "/").replaceAll("^/|/$", "");
  }
}
