package org.gatehouse.request;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An answer as a door writes it: status, headers, body. Anything else is refused. */
public final class FakeResponse {
  private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private int status = 200;

  /** The response to be written to. */
  public HttpServletResponse response() {
    return (HttpServletResponse)
        Proxy.newProxyInstance(
            FakeResponse.class.getClassLoader(),
            new Class<?>[] {HttpServletResponse.class},
            (proxy, method, arguments) -> answer(method.getName(), arguments));
  }

  /** What was set or sent. */
  public int status() {
    return status;
  }

  /** All lines of this header. */
  public List<String> header(String name) {
    return headers.getOrDefault(name, List.of());
  }

  /** What was written. */
  public String body() {
    return body.toString(StandardCharsets.UTF_8);
  }

  private @Nullable Object answer(String method, Object @Nullable [] arguments) {
    String first = arguments == null ? "" : String.valueOf(arguments[0]);
    String second = arguments == null || arguments.length < 2 ? "" : String.valueOf(arguments[1]);
    switch (method) {
      case "setStatus", "sendError" -> status = Integer.parseInt(first);
      case "setHeader" -> headers.put(first, new ArrayList<>(List.of(second)));
      case "addHeader" -> headers.computeIfAbsent(first, n -> new ArrayList<>()).add(second);
      case "getOutputStream" -> {
        return stream();
      }
      default -> throw new UnsupportedOperationException(method);
    }
    return null;
  }

  private ServletOutputStream stream() {
    return new ServletOutputStream() {
      @Override
      public boolean isReady() {
        return true;
      }

      @Override
      public void setWriteListener(WriteListener listener) {
        throw new UnsupportedOperationException("setWriteListener");
      }

      @Override
      public void write(int oneByte) {
        body.write(oneByte);
      }
    };
  }
}
