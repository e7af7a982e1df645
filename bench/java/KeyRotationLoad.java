import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A steady load while keys change: {@code KeyRotationLoad <api> <seconds> <rotations>}, with the
 * address and password of an owner in BENCH_EMAIL and BENCH_PASSWORD. A second it asks 500 times who
 * the caller is, with the newest access tokens of 20 logins, and refreshes each of these once. The
 * rotations are spread evenly. Prints one line of {@code name=number} pairs.
 */
public final class KeyRotationLoad {
  private static final int LOGINS = 20;
  private static final int WHOAMI_EACH_MS = 2;
  private static final Pattern MEMBER = Pattern.compile("\"(accessToken|refreshToken)\":\"([^\"]+)\"");

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final URI api;
  private final List<AtomicReference<Tokens>> logins = new ArrayList<>();
  private final Set<String> kids = ConcurrentHashMap.newKeySet();
  /** Where the server is slower than the clock, the load waits for it: no heap of connections. */
  private final Semaphore underWay = new Semaphore(32);

  private final AtomicInteger verified = new AtomicInteger();
  private final AtomicInteger refreshed = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicInteger rotations = new AtomicInteger();

  private record Tokens(String access, String refresh) {
    static Tokens of(String json) {
      String access = "";
      String refresh = "";
      Matcher member = MEMBER.matcher(json);
      while (member.find()) {
        if (member.group(1).equals("accessToken")) {
          access = member.group(2);
        } else {
          refresh = member.group(2);
        }
      }
      return new Tokens(access, refresh);
    }

    String header() {
      return access.substring(0, Math.max(0, access.indexOf('.')));
    }
  }

  private KeyRotationLoad(URI api) {
    this.api = api;
  }

  /** See the class. */
  public static void main(String[] arguments) throws Exception {
    new KeyRotationLoad(URI.create(arguments[0] + "/"))
        .run(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
  }

  private void run(int seconds, int count) throws IOException, InterruptedException {
    String credentials =
        "{\"email\":\"%s\",\"password\":\"%s\"}"
            .formatted(System.getenv("BENCH_EMAIL"), System.getenv("BENCH_PASSWORD"));
    for (int i = 0; i < LOGINS; i++) {
      logins.add(new AtomicReference<>(Tokens.of(post("auth/login", credentials, "").body())));
    }
    ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    AtomicInteger turn = new AtomicInteger();
    clock.scheduleAtFixedRate(
        () -> whoAmI(turn.getAndIncrement() % LOGINS), 0, WHOAMI_EACH_MS, TimeUnit.MILLISECONDS);
    AtomicInteger refreshTurn = new AtomicInteger();
    clock.scheduleAtFixedRate(
        () -> refresh(refreshTurn.getAndIncrement() % LOGINS),
        0,
        1000 / LOGINS,
        TimeUnit.MILLISECONDS);
    long step = seconds * 1000L / (count + 1);
    for (int i = 0; i < count; i++) {
      Thread.sleep(step);
      rotate();
    }
    Thread.sleep(step);
    clock.shutdown();
    clock.awaitTermination(10, TimeUnit.SECONDS);
    Thread.sleep(2000);
    System.out.printf(
        "verified=%d refreshed=%d failed=%d rotations=%d keys=%d%n",
        verified.get(), refreshed.get(), failed.get(), rotations.get(), new HashSet<>(kids).size());
  }

  private void whoAmI(int login) {
    HttpRequest request =
        HttpRequest.newBuilder(api.resolve("whoami"))
            .header("Authorization", "Bearer " + logins.get(login).get().access())
            .timeout(Duration.ofSeconds(10))
            .build();
    underWay.acquireUninterruptibly();
    client
        .sendAsync(request, BodyHandlers.discarding())
        .whenComplete(
            (answer, fault) -> {
              underWay.release();
              count(verified, fault == null && answer.statusCode() == 200);
            });
  }

  private void refresh(int login) {
    AtomicReference<Tokens> tokens = logins.get(login);
    underWay.acquireUninterruptibly();
    client
        .sendAsync(
            request("auth/refreshToken", "{\"refreshToken\":\"" + tokens.get().refresh() + "\"}", ""),
            BodyHandlers.ofString())
        .whenComplete(
            (answer, fault) -> {
              underWay.release();
              boolean right = fault == null && answer.statusCode() == 200;
              count(refreshed, right);
              if (right) {
                Tokens next = Tokens.of(answer.body());
                kids.add(next.header());
                tokens.set(next);
              }
            });
  }

  private void count(AtomicInteger succeeded, boolean right) {
    (right ? succeeded : failed).incrementAndGet();
  }

  private void rotate() throws IOException, InterruptedException {
    HttpResponse<String> answer =
        post("keys/rotate", "{\"now\":true}", logins.get(0).get().access());
    count(rotations, answer.statusCode() == 200);
  }

  private HttpResponse<String> post(String path, String body, String token)
      throws IOException, InterruptedException {
    return client.send(request(path, body, token), BodyHandlers.ofString());
  }

  private HttpRequest request(String path, String body, String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(api.resolve(path))
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(20))
            .POST(BodyPublishers.ofString(body));
    return token.isEmpty()
        ? request.build()
        : request.header("Authorization", "Bearer " + token).build();
  }
}
