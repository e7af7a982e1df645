package org.gatehouse.jose;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a token whose signature was right (RFC 7519 section 4). Every getter takes the JSON
 * type that it names and no other: a number in quotes is no number, {@code 1.0} is no whole number,
 * {@code null} is no text. What does not fit throws {@link InvalidClaimException}; {@code find…}
 * allows that the claim is absent, and nothing more.
 */
public final class JwtClaims {
  /** 9999-12-31T23:59:59Z: later seconds overflow in date arithmetic. */
  private static final long LAST_SECOND = 253_402_300_799L;

  private final Map<String, @Nullable Object> members;

  JwtClaims(Map<String, @Nullable Object> members) {
    this.members = members;
  }

  /** The claims of an object that nobody has signed, such as the answer of a userinfo endpoint. */
  public static Optional<JwtClaims> read(byte[] json) {
    return StrictJson.parseObject(json).map(JwtClaims::new);
  }

  /** A text. */
  public String string(String name) {
    return findString(name).orElseThrow(() -> new InvalidClaimException(name, "a text"));
  }

  /** A text, if the claim is there. */
  public Optional<String> findString(String name) {
    return find(name, String.class, "a text");
  }

  /** An array of texts, in its order; may be empty. */
  public List<String> strings(String name) {
    return findStrings(name).orElseThrow(() -> new InvalidClaimException(name, "a list of texts"));
  }

  /** An array of texts, if the claim is there. */
  public Optional<List<String>> findStrings(String name) {
    return find(name, List.class, "a list of texts").map(list -> texts(name, list));
  }

  /** A whole number between -2^63 and 2^63-1. */
  public long number(String name) {
    return findNumber(name).orElseThrow(() -> new InvalidClaimException(name, "a whole number"));
  }

  /** A whole number, if the claim is there. */
  public Optional<Long> findNumber(String name) {
    return find(name, Long.class, "a whole number");
  }

  /**
   * A time in whole seconds since 1970-01-01T00:00:00Z, from then to the year 9999. RFC 7519 would
   * allow fractions; we write none, so we read none.
   */
  public long epochSecond(String name) {
    return findEpochSecond(name).orElseThrow(() -> new InvalidClaimException(name, "a time"));
  }

  /** A time as in {@link #epochSecond}, if the claim is there. */
  public Optional<Long> findEpochSecond(String name) {
    Optional<Long> second = find(name, Long.class, "a time");
    if (second.isPresent() && (second.get() < 0 || second.get() > LAST_SECOND)) {
      throw new InvalidClaimException(name, "a time");
    }
    return second;
  }

  /** Whether the claim is {@code true}: no text that says so, and no number. */
  public boolean isTrue(String name) {
    return Boolean.TRUE.equals(members.get(name));
  }

  /** Whether the claim is there, whatever it is. */
  public boolean has(String name) {
    return members.containsKey(name);
  }

  /** Whether the claim is an object that has an object of this name. */
  public boolean hasObject(String name, String inner) {
    return members.get(name) instanceof Map<?, ?> object && object.get(inner) instanceof Map<?, ?>;
  }

  /** Whether the claim is an object that has a member of this name. */
  public boolean hasMember(String name, String inner) {
    return members.get(name) instanceof Map<?, ?> object && object.containsKey(inner);
  }

  /** RFC 7519 section 4.1.3: one text, or an array of them. */
  public List<String> audience() {
    return textOrTexts("aud");
  }

  /** A text, or an array of them. */
  public List<String> textOrTexts(String name) {
    return members.get(name) instanceof List<?> ? strings(name) : List.of(string(name));
  }

  /** Whether it is for this audience, among others or alone. */
  public boolean isMeantFor(String audience) {
    return audience().contains(audience);
  }

  /** Shows no claim: they hold names and addresses. */
  @Override
  public String toString() {
    return "JwtClaims[***]";
  }

  private <T> Optional<T> find(String name, Class<T> type, String wanted) {
    if (!members.containsKey(name)) {
      return Optional.empty();
    }
    @Nullable Object value = members.get(name);
    if (!type.isInstance(value)) {
      throw new InvalidClaimException(name, wanted);
    }
    return Optional.of(type.cast(value));
  }

  private static List<String> texts(String name, List<?> list) {
    List<String> texts = new ArrayList<>(list.size());
    for (Object item : list) {
      if (!(item instanceof String text)) {
        throw new InvalidClaimException(name, "a list of texts");
      }
      texts.add(text);
    }
    return List.copyOf(texts);
  }
}
