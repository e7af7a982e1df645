package org.gatehouse.outbound;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gatehouse.outbound.OutboundException.Reason;
import org.jspecify.annotations.Nullable;

/** Makes requests of other servers. Safe for many threads. */
public final class Outbound implements AutoCloseable {
  private final OutboundConfig config;
  private final @Nullable Outbound trusting;
  private @Nullable Opened opened;

  /** Opened with the first request: most installations make none. */
  private record Opened(HttpClient client, ExecutorService threads) {}

  /** Within these limits. */
  public Outbound(OutboundConfig config) {
    this(config, null);
  }

  private Outbound(OutboundConfig config, @Nullable Outbound trusting) {
    this.config = config;
    this.trusting = trusting;
  }

  /**
   * The same for addresses that nobody vouches for, whatever their requests say: somebody names
   * them who is not the operator of the process. Closed with this one.
   */
  public Outbound distrusting() {
    return new Outbound(config, this);
  }

  /**
   * Sends a request and waits for the whole answer, whatever its status.
   *
   * @throws OutboundException if there is none
   */
  public OutboundAnswer send(OutboundCall call) {
    requireAllowed(call);
    HttpRequest.Builder request = HttpRequest.newBuilder(call.address());
    call.headers().forEach((name, value) -> request.header(name, value.reveal()));
    if (call.form() != null) {
      request.POST(BodyPublishers.ofByteArray(call.form().utf8()));
    }
    CompletableFuture<HttpResponse<byte[]>> coming =
        client().sendAsync(request.build(), head -> new BoundedBody(config.mostBytes()));
    try {
      // Of all of it: the client's own timeout ends with the head of the answer.
      HttpResponse<byte[]> answer = coming.get(config.time().toMillis(), TimeUnit.MILLISECONDS);
      return new OutboundAnswer(answer.statusCode(), mediaType(answer), answer.body());
    } catch (TimeoutException e) {
      throw new OutboundException(Reason.TOO_SLOW, null);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OutboundException(Reason.UNREACHABLE, null);
    } finally {
      coming.cancel(true);
    }
  }

  /**
   * The name is looked up here, and by the client once more: the JDK remembers it for the moment in
   * between (networkaddress.cache.ttl, 30 seconds unless changed), so that what is connected to is
   * what was judged. The client takes no address in place of a name: TLS would compare it.
   */
  private void requireAllowed(OutboundCall call) {
    URI address = call.address();
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    String host = address.getHost();
    if (host == null
        || address.getRawUserInfo() != null
        || !(scheme.equals("http") || scheme.equals("https"))) {
      throw new OutboundException(Reason.NO_ADDRESS, null);
    }
    boolean isTrusted = trusting == null && call.namedBy() == NamedBy.OPERATOR;
    if (isTrusted || config.allowsPrivate()) {
      return;
    }
    try {
      InetAddress[] found = InetAddress.getAllByName(host.replaceAll("^\\[|]$", ""));
      if (!Arrays.stream(found).allMatch(PublicAddresses::contain)) {
        throw new OutboundException(Reason.PRIVATE_ADDRESS, null);
      }
    } catch (UnknownHostException e) {
      throw new OutboundException(Reason.UNKNOWN_HOST, null);
    }
  }

  private static OutboundException failure(@Nullable Throwable cause) {
    for (Throwable reason = cause; reason != null; reason = reason.getCause()) {
      if (reason instanceof BoundedBody.TooLargeException) {
        return new OutboundException(Reason.TOO_LARGE, null);
      }
      if (reason instanceof HttpTimeoutException) {
        return new OutboundException(Reason.TOO_SLOW, null);
      }
    }
    // What the JDK says of a connection that failed: never what was sent.
    return new OutboundException(Reason.UNREACHABLE, cause);
  }

  private static String mediaType(HttpResponse<byte[]> answer) {
    return answer
        .headers()
        .firstValue("Content-Type")
        .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
        .orElse("");
  }

  private synchronized HttpClient client() {
    if (trusting != null) {
      return trusting.client();
    }
    if (opened == null) {
      ExecutorService threads = Executors.newCachedThreadPool(Outbound::thread);
      Duration connect = config.time().dividedBy(2);
      HttpClient client =
          HttpClient.newBuilder()
              // No attempt at HTTP/2 in clear text, which old proxies do not understand.
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(connect)
              .executor(threads)
              .build();
      opened = new Opened(client, threads);
    }
    return opened.client();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "gatehouse-outbound");
    thread.setDaemon(true);
    return thread;
  }

  /** Ends what is under way; the client's own thread ends when nobody has the client any more. */
  @Override
  public synchronized void close() {
    if (opened != null) {
      opened.threads().shutdownNow();
      opened = null;
    }
  }
}
