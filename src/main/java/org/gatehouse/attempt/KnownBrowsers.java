package org.gatehouse.attempt;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.crypto.PurposeMac;
import org.gatehouse.kernel.Sensitive;
import org.jspecify.annotations.Nullable;

/**
 * What a browser shows to say that it was let into an account before: for each of its last few
 * accounts a random name of the browser, a day, and a code over both and the account, which stands
 * nowhere in it. Whoever steals it gets attempts to be wrong, and nothing else.
 */
public final class KnownBrowsers {
  /** Counted from the last sign-in. */
  public static final Duration KEPT = Duration.ofDays(180);

  private static final int MOST_ACCOUNTS = 5;
  private static final int NAME_BYTES = 16;
  private static final String BETWEEN = "~";
  private static final Pattern ENTRY =
      Pattern.compile("([A-Za-z0-9_-]{22})\\.(\\d{1,6})\\.([A-Za-z0-9_-]{43})");

  private final List<PurposeMac> codes;
  private final SecureRandom random;
  private final Clock clock;

  /**
   * @param secrets the first signs, each of them is believed
   */
  public KnownBrowsers(List<Sensitive> secrets, SecureRandom random, Clock clock) {
    this.codes = secrets.stream().map(secret -> new PurposeMac(secret, "known browser")).toList();
    this.random = random;
    this.clock = clock;
  }

  private record Entry(String name, long day, String code) {
    static Optional<Entry> parse(String text) {
      Matcher parts = ENTRY.matcher(text);
      return parts.matches()
          ? Optional.of(new Entry(parts.group(1), Long.parseLong(parts.group(2)), parts.group(3)))
          : Optional.empty();
    }

    @Override
    public String toString() {
      return name + "." + day + "." + code;
    }
  }

  /** The name of the browser, if it was let into this account before. */
  Optional<String> find(@Nullable Sensitive shown, String account) {
    return entries(shown).stream()
        .filter(entry -> isOf(entry, account))
        .map(Entry::name)
        .findFirst();
  }

  /**
   * What the browser is to show from now on: it was let into this account.
   *
   * @param shown what it showed, whatever that is
   */
  public Sensitive with(@Nullable Sensitive shown, String account) {
    List<Entry> kept = new ArrayList<>();
    kept.add(newEntry(find(shown, account).orElseGet(this::newName), account));
    entries(shown).stream()
        .filter(entry -> !isOf(entry, account))
        .limit(MOST_ACCOUNTS - 1)
        .forEach(kept::add);
    return Sensitive.of(String.join(BETWEEN, kept.stream().map(Entry::toString).toList()));
  }

  private static List<Entry> entries(@Nullable Sensitive shown) {
    return shown == null
        ? List.of()
        : Arrays.stream(shown.reveal().split(BETWEEN, MOST_ACCOUNTS + 1))
            .limit(MOST_ACCOUNTS)
            .flatMap(text -> Entry.parse(text).stream())
            .toList();
  }

  private boolean isOf(Entry entry, String account) {
    String signed = signed(entry.name(), entry.day(), account);
    return entry.day() + KEPT.toDays() >= today()
        && codes.stream().anyMatch(code -> code.matches(signed, entry.code()));
  }

  private Entry newEntry(String name, String account) {
    return new Entry(name, today(), codes.get(0).of(signed(name, today(), account)));
  }

  private String newName() {
    byte[] name = new byte[NAME_BYTES];
    random.nextBytes(name);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(name);
  }

  /** Name and day have no dots, so that this reads one way only. */
  private static String signed(String name, long day, String account) {
    return name + "." + day + "." + account;
  }

  private long today() {
    return Duration.ofMillis(clock.millis()).toDays();
  }
}
