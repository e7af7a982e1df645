package org.gatehouse.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.gatehouse.server.people.IsolationMatrix;
import org.gatehouse.server.people.IsolationMatrix.Caller;
import org.gatehouse.server.people.IsolationMatrix.Line;
import org.junit.jupiter.api.Test;

/** No endpoint escapes the matrix that {@code IsolationIT} tries out. */
class IsolationMatrixTest {
  @Test
  void matrixWhenComparedWithTheResourcesThenEveryMethodHasALineAndNoLineIsStale() {
    Set<String> served = new TreeSet<>();
    ApiApplication.RESOURCES.forEach(resource -> served.addAll(methods(resource)));
    Set<String> lines = new TreeSet<>();
    Set<String> listed = new TreeSet<>();
    for (Line line : IsolationMatrix.read()) {
      assertTrue(lines.add(line.endpoint()), () -> "twice: " + line.endpoint());
      listed.add(line.endpoint().split("\\?", 2)[0]);
    }
    assertEquals(served, listed, "src/test/resources/isolation/matrix.txt");
    assertTrue(served.size() > 40, () -> "too few to be true: " + served);
  }

  @Test
  void matrixWhenNobodyIsKnownThenOnlyPublicResourcesAnswer() {
    for (Line line : IsolationMatrix.read()) {
      boolean isPublic = Set.copyOf(line.statuses().values()).size() == 1;
      assertTrue(
          isPublic || Objects.equals(line.statuses().get(Caller.NOBODY), 401), line::endpoint);
    }
  }

  private static Set<String> methods(Class<?> resource) {
    Set<String> found = new TreeSet<>();
    for (Method method : resource.getMethods()) {
      for (Annotation annotation : method.getAnnotations()) {
        HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
        if (verb != null) {
          found.add(verb.value() + " " + path(resource) + path(method));
        }
      }
    }
    return found;
  }

  private static String path(AnnotatedElement element) {
    Path path = element.getAnnotation(Path.class);
    return path == null ? "" : path.value();
  }
}
