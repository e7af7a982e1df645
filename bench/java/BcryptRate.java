import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import org.springframework.security.crypto.bcrypt.BCrypt;

/**
 * What the hash alone allows. Reads lines {@code threads seconds}, answers each with hashes per
 * second; stays alive in between, so that all rounds run on compiled code as the server's do.
 */
public final class BcryptRate {
  private static final int COST = 10;
  private static final String PASSWORD = "correct horse battery staple 42";

  public static void main(String[] arguments)
      throws IOException, ExecutionException, InterruptedException {
    BufferedReader orders = new BufferedReader(new InputStreamReader(System.in));
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      String[] words = order.split(" ");
      System.out.printf("%.2f%n", rate(Integer.parseInt(words[0]), Double.parseDouble(words[1])));
    }
  }

  private static double rate(int threads, double seconds)
      throws ExecutionException, InterruptedException {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Double>> rates = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        rates.add(executor.submit(() -> rateOfOneThread(seconds)));
      }
      double sum = 0;
      for (Future<Double> rate : rates) {
        sum += rate.get();
      }
      return sum;
    } finally {
      executor.shutdownNow();
    }
  }

  private static double rateOfOneThread(double seconds) {
    String stored = BCrypt.hashpw(PASSWORD, BCrypt.gensalt(COST));
    long start = System.nanoTime();
    long end = start + (long) (seconds * 1e9);
    int hashes = 0;
    do {
      if (!BCrypt.checkpw(PASSWORD, stored)) {
        throw new IllegalStateException("bcrypt does not verify its own hash");
      }
      hashes++;
    } while (System.nanoTime() < end);
    return hashes / ((System.nanoTime() - start) / 1e9);
  }

  private BcryptRate() {}
}
