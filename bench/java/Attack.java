import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * {@code Attack <api> <minutes>}, with the address and password of the victim in BENCH_EMAIL and
 * BENCH_PASSWORD. A thousand addresses, as the server believes its proxy, are wrong with the
 * victim's password one after another, 20 a second; twice a minute the victim signs in with a browser
 * that was let in before, at the address of an attacker. Prints one line of {@code name=number}
 * pairs.
 */
public final class Attack {
  private static final int ADDRESSES = 1000;
  private static final int ATTEMPT_EACH_MS = 50;
  private static final int VICTIM_EACH_S = 30;

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final URI login;
  private final AtomicInteger attempts = new AtomicInteger();
  private final AtomicInteger judged = new AtomicInteger();
  private final AtomicInteger victimTried = new AtomicInteger();
  private final AtomicInteger victimIn = new AtomicInteger();
  private final AtomicInteger victimLongest = new AtomicInteger();
  private final AtomicReference<String> browser = new AtomicReference<>("");

  private Attack(String api) {
    login = URI.create(api + "/auth/login");
  }

  /** Ends after the time; with an exception if the server answers anything unexpected. */
  public static void main(String[] arguments) throws Exception {
    Attack attack = new Attack(arguments[0]);
    attack.run(Long.parseLong(arguments[1]));
    System.out.printf(
        "addresses=%d attempts=%s judged=%s owner_tried=%s owner_in=%s owner_longest_ms=%s%n",
        ADDRESSES,
        attack.attempts,
        attack.judged,
        attack.victimTried,
        attack.victimIn,
        attack.victimLongest);
  }

  private void run(long minutes) throws InterruptedException {
    signIn();
    ScheduledExecutorService threads = Executors.newScheduledThreadPool(4);
    threads.scheduleAtFixedRate(
        () -> threads.execute(this::attempt), 0, ATTEMPT_EACH_MS, TimeUnit.MILLISECONDS);
    threads.scheduleAtFixedRate(this::signIn, VICTIM_EACH_S, VICTIM_EACH_S, TimeUnit.SECONDS);
    TimeUnit.MINUTES.sleep(minutes);
    threads.shutdownNow();
    if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("requests are still under way");
    }
  }

  private void attempt() {
    try {
      HttpResponse<String> answer =
          send(address(attempts.getAndIncrement()), "wrong-Lantern-49-quiet", "");
      if (answer.statusCode() == 401) {
        judged.incrementAndGet();
      } else if (answer.statusCode() != 429) {
        System.err.println("unexpected: " + answer.statusCode() + " " + answer.body());
        System.exit(1);
      }
    } catch (IOException e) {
      System.err.println("no answer: " + e);
      System.exit(1);
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  private void signIn() {
    int number = victimTried.getAndIncrement();
    try {
      long begin = System.nanoTime();
      HttpResponse<String> answer =
          send(address(number), System.getenv("BENCH_PASSWORD"), browser.get());
      int ms = (int) ((System.nanoTime() - begin) / 1_000_000);
      victimLongest.accumulateAndGet(ms, Math::max);
      if (answer.statusCode() == 200) {
        victimIn.incrementAndGet();
        answer.headers().allValues("Set-Cookie").stream()
            .filter(line -> line.startsWith("gatehouse-browser="))
            .forEach(line -> browser.set(line.substring(0, line.indexOf(';'))));
      }
    } catch (IOException e) {
      System.err.println("no answer to the victim: " + e);
    } catch (InterruptedException over) {
      victimTried.decrementAndGet();
      Thread.currentThread().interrupt();
    }
  }

  private static String address(int number) {
    int stranger = number % ADDRESSES;
    return "10.80." + stranger / 250 + "." + (1 + stranger % 250);
  }

  private HttpResponse<String> send(String address, String password, String cookie)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(login)
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .header("x-request-from", "internal")
            .header("X-Forwarded-For", address)
            .POST(
                BodyPublishers.ofString(
                    "{\"email\":\""
                        + System.getenv("BENCH_EMAIL")
                        + "\",\"password\":\""
                        + password
                        + "\"}"));
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
