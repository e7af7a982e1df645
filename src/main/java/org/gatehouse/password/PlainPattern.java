package org.gatehouse.password;

import java.util.List;
import java.util.stream.IntStream;

/** Passwords that are a rule and not a choice; asked for the lower-case form. */
final class PlainPattern {
  /** Longer pieces carry enough choice of their own to be judged by length. */
  private static final int LONGEST_PIECE = 4;

  /** Letters and digits in the order of English, German and French keyboards; rows and columns. */
  private static final List<String> ROWS =
      List.of(
          "1234567890".repeat(4),
          "abcdefghijklmnopqrstuvwxyz".repeat(2),
          "qwertyuiopasdfghjklzxcvbnm",
          "qwertzuiopasdfghjklyxcvbnm",
          "azertyuiopqsdfghjklmwxcvbn",
          "1q2w3e4r5t6y7u8i9o0p",
          "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
          "qazwsxedcrfvtgbyhnujmikolp");

  private PlainPattern() {}

  /** {@code aaaaaaaa}, {@code abababab}, {@code 1a2b1a2b1a}: at most four characters, repeated. */
  static boolean isRepetition(String password) {
    int[] points = password.codePoints().toArray();
    return IntStream.rangeClosed(1, Math.min(LONGEST_PIECE, points.length / 2))
        .anyMatch(
            piece ->
                IntStream.range(piece, points.length)
                    .allMatch(i -> points[i] == points[i - piece]));
  }

  /** {@code abcdefgh}, {@code 87654321}, {@code qwertyui}, {@code абвгдежз}: one after another. */
  static boolean isSequence(String password) {
    int[] points = password.codePoints().toArray();
    if (points.length < 2) {
      return false;
    }
    String reversed = new StringBuilder(password).reverse().toString();
    return hasStep(points, 1)
        || hasStep(points, -1)
        || ROWS.stream().anyMatch(row -> row.contains(password) || row.contains(reversed));
  }

  private static boolean hasStep(int[] points, int step) {
    return IntStream.range(1, points.length).allMatch(i -> points[i] - points[i - 1] == step);
  }
}
