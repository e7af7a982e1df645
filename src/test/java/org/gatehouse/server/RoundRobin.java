package org.gatehouse.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What stands before many nodes: hands each request to the next one, whoever sent it. A node that
 * takes no connection is passed over; what breaks later is answered with 502, since the node may
 * have done it.
 */
public final class RoundRobin implements AutoCloseable {
  private static final Set<String> NOT_PASSED_ON =
      Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

  private final List<RunningServer> nodes;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger turn = new AtomicInteger();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private RoundRobin(List<RunningServer> nodes, int port) throws IOException {
    this.nodes = List.copyOf(nodes);
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::pass);
    server.start();
  }

  /** A port for {@link #before}, which the nodes must know beforehand. */
  public static int port() {
    return Installation.freePort();
  }

  /** One before these nodes. */
  public static RoundRobin before(int port, RunningServer... nodes) {
    try {
      return new RoundRobin(List.of(nodes), port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where Gatehouse is for clients, for {@link Http#at}. */
  public String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/gatehouse/";
  }

  private void pass(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    int first = turn.getAndIncrement();
    for (int i = 0; i < nodes.size(); i++) {
      RunningServer node = nodes.get(Math.floorMod(first + i, nodes.size()));
      try {
        answer(exchange, client.send(request(exchange, node, body), bytes()));
        return;
      } catch (ConnectException notThere) {
        // The next one.
      } catch (IOException broken) {
        break;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    exchange.sendResponseHeaders(502, -1);
    exchange.close();
  }

  private static HttpResponse.BodyHandler<byte[]> bytes() {
    return HttpResponse.BodyHandlers.ofByteArray();
  }

  private static HttpRequest request(HttpExchange exchange, RunningServer node, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(node.base().resolve("/") + path(exchange)))
            .timeout(Duration.ofSeconds(30))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return request.build();
  }

  private static String path(HttpExchange exchange) {
    return exchange.getRequestURI().toString().replaceFirst("^/", "");
  }

  private static void answer(HttpExchange exchange, HttpResponse<byte[]> response)
      throws IOException {
    response
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
              }
            });
    byte[] body = response.body();
    exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
