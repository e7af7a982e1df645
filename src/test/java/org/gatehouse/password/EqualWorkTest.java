package org.gatehouse.password;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.gatehouse.kernel.Sensitive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.bcrypt.BCrypt;

/** Work is counted in bcrypt's rounds (2^cost a run), never in time. */
class EqualWorkTest {
  private static final int COST = 6;
  private static final long EXPECTED_ROUNDS = 1L << COST;

  private final List<Integer> costs = Collections.synchronizedList(new ArrayList<>());
  private final List<String> threads = Collections.synchronizedList(new ArrayList<>());
  private final HashingPool pool = new HashingPool(1, 4);
  private final Passwords passwords =
      new Passwords(
          new PasswordConfig(COST, 8),
          pool,
          (key, salt) -> {
            costs.add(Integer.parseInt(salt.substring(4, 6)));
            threads.add(Thread.currentThread().getName());
            return BCrypt.hashpw(key, salt);
          });

  @AfterEach
  void closePool() {
    pool.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "with\0nul", "\uD800"})
  void verifyWhenWrongThenSameWorkAsUnknownUser(String password) {
    assertSameWorkEverywhere(Sensitive.of(password));
  }

  @ParameterizedTest
  @ValueSource(ints = {71, 72, 73, 128, 1024, 1025, 20_000})
  void verifyWhenWrongAndLongThenSameWorkAsUnknownUser(int length) {
    assertSameWorkEverywhere(Sensitive.of("x".repeat(length)));
  }

  private void assertSameWorkEverywhere(Sensitive wrong) {
    assertEquals(EXPECTED_ROUNDS, rounds(() -> passwords.burn(wrong)), "unknown user");
    List<String> stored =
        new ArrayList<>(
            List.of("", "not a hash", "$2b$31$" + "a".repeat(53), "$2b$17$" + "a".repeat(53)));
    for (int cost = 4; cost <= COST; cost++) {
      Passwords older = new Passwords(new PasswordConfig(cost, 8), pool);
      stored.add(older.hash(Sensitive.of("another password")));
      stored.add(older.hash(Sensitive.of("another password".repeat(8))));
      stored.add(older.hash(Sensitive.of("another password")).replace("$2b$", "$2a$"));
    }
    for (String hash : stored) {
      assertEquals(EXPECTED_ROUNDS, rounds(() -> passwords.verify(wrong, hash)), hash);
    }
  }

  @Test
  void verifyWhenRightThenOneRunAtTheStoredCost() {
    String stored = passwords.hash(Sensitive.of("right horse"));
    costs.clear();
    Passwords.Verification result = passwords.verify(Sensitive.of("right horse"), stored);
    assertEquals(Passwords.Verification.MATCH, result);
    assertEquals(List.of(COST), costs);
  }

  @Test
  void constructWhenDummyIsMadeThenNoHashing() {
    assertEquals(List.of(), costs, "a start must not wait for a hash of cost 16");
  }

  @Test
  void everyHashWhenComputedThenInThePool() {
    String stored = passwords.hash(Sensitive.of("right horse"));
    passwords.burn(Sensitive.of("x"));
    passwords.verify(Sensitive.of("x"), stored);
    passwords.verify(Sensitive.of("x"), "unknown");
    assertEquals(4, threads.size());
    assertTrue(threads.stream().allMatch("gatehouse-hash-1"::equals), threads::toString);
  }

  private long rounds(Runnable work) {
    costs.clear();
    work.run();
    return costs.stream().mapToLong(cost -> 1L << cost).sum();
  }
}
