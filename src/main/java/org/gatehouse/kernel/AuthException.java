package org.gatehouse.kernel;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refusal or fault with its public {@link ErrorCode}. The detail is for the log only and, like
 * everything here, never holds a password, a token or an e-mail address. The reasons are for the
 * client.
 */
public final class AuthException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final transient List<String> reasons;
  private final @Nullable Duration retryAfter;

  private AuthException(
      ErrorCode code,
      String internalDetail,
      List<String> reasons,
      @Nullable Duration retryAfter,
      @Nullable Throwable cause) {
    super(internalDetail, cause);
    this.code = code;
    this.reasons = List.copyOf(reasons);
    this.retryAfter = retryAfter;
  }

  /** A refusal whose reason only the log may know. */
  public AuthException(ErrorCode code, String internalDetail) {
    this(code, internalDetail, List.of(), null, null);
  }

  /** A fault with its cause. */
  public AuthException(ErrorCode code, String internalDetail, Throwable cause) {
    this(code, internalDetail, List.of(), null, cause);
  }

  /** A refusal that tells the client why, one sentence a reason. */
  public static AuthException withReasons(ErrorCode code, List<String> reasons) {
    return new AuthException(code, String.join("; ", reasons), reasons, null, null);
  }

  /** A refusal that ends by itself. */
  public static AuthException retryAfter(ErrorCode code, Duration wait, String internalDetail) {
    return new AuthException(code, internalDetail, List.of(), wait, null);
  }

  /** A fault that ends by itself. */
  public static AuthException retryAfter(
      ErrorCode code, Duration wait, String internalDetail, Throwable cause) {
    return new AuthException(code, internalDetail, List.of(), wait, cause);
  }

  /** What was refused. */
  public ErrorCode code() {
    return code;
  }

  /** Sentences for the client; may be empty. */
  public List<String> reasons() {
    return reasons;
  }

  /** When another try makes sense, or null. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
