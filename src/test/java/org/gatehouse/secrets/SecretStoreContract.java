package org.gatehouse.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gatehouse.kernel.Sensitive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every store of secrets promises. */
public abstract class SecretStoreContract {
  protected static final Sensitive FIRST =
      Sensitive.of("first-secret-of-more-than-32-bytes-length");
  protected static final Sensitive SECOND =
      Sensitive.of("second-secret-of-more-than-32-bytes-length");

  /** The storage of this test as a server that starts now sees it. */
  protected abstract SecretStore open();

  @ParameterizedTest
  @EnumSource
  void findWhenNothingStoredThenEmpty(SecretName name) {
    assertEquals(Optional.empty(), open().find(name));
  }

  @ParameterizedTest
  @EnumSource
  void createWhenAbsentThenCandidateIsThereAfterRestart(SecretName name) {
    assertEquals(FIRST, open().createIfAbsent(name, FIRST));
    assertEquals(Optional.of(FIRST), open().find(name));
  }

  @ParameterizedTest
  @EnumSource
  void createWhenPresentThenTheStoredOneStays(SecretName name) {
    SecretStore store = open();
    store.createIfAbsent(name, FIRST);
    assertEquals(FIRST, store.createIfAbsent(name, SECOND));
    assertEquals(FIRST, open().createIfAbsent(name, SECOND));
    assertEquals(Optional.of(FIRST), open().find(name));
  }

  @Test
  void createWhenOneNameStoredThenTheOthersStayAbsent() {
    open().createIfAbsent(SecretName.JWT_AUTH_TOKEN_SECRET, FIRST);
    assertEquals(Optional.empty(), open().find(SecretName.JWT_REFRESH_TOKEN_SECRET));
  }

  @Test
  void createWhenTextHasAnyLettersThenSameTextComesBack() {
    Sensitive text =
        Sensitive.of("\u00fcber \"all\" \\ \ud83d\ude80 = https://a.b.c.example/x?y=z");
    open().createIfAbsent(SecretName.JWT_ISSUER, text);
    assertEquals(Optional.of(text), open().find(SecretName.JWT_ISSUER));
  }

  @Test
  void openWhenTenServersStartAtOnceThenAllHaveTheSameSecrets() throws Exception {
    int starts = 10;
    CyclicBarrier together = new CyclicBarrier(starts);
    Callable<List<Sensitive>> start =
        () -> {
          together.await();
          return allOf(Secrets.open(name -> Optional.empty(), open()));
        };
    ExecutorService threads = Executors.newFixedThreadPool(starts);
    Set<List<Sensitive>> seen = new HashSet<>();
    try {
      List<Future<List<Sensitive>>> all = new ArrayList<>();
      for (int i = 0; i < starts; i++) {
        all.add(threads.submit(start));
      }
      for (Future<List<Sensitive>> one : all) {
        seen.add(one.get());
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(1, seen.size());
    assertEquals(seen.iterator().next(), allOf(Secrets.open(name -> Optional.empty(), open())));
  }

  @Test
  void openWhenOneSecretIsStoredThenOnlyTheOthersAreMade() {
    open().createIfAbsent(SecretName.TOKEN_HASH_SECRET, FIRST);
    Secrets secrets = Secrets.open(name -> Optional.empty(), open());
    assertEquals(FIRST, secrets.get(SecretName.TOKEN_HASH_SECRET));
    assertNotEquals(FIRST, secrets.get(SecretName.EXPRESS_SESSION_SECRET));
  }

  /** Every secret, in the order of the names. */
  protected static List<Sensitive> allOf(Secrets secrets) {
    List<Sensitive> all = new ArrayList<>();
    for (SecretName name : SecretName.values()) {
      all.add(secrets.get(name));
    }
    return all;
  }
}
