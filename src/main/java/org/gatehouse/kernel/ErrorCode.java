package org.gatehouse.kernel;

/**
 * Everything that Gatehouse refuses, with what a client is told: the last part of the problem type
 * (RFC 9457), the HTTP status and a text that is fit for the public. Details that only the operator
 * may see travel in {@link AuthException}.
 */
public enum ErrorCode {
  BAD_REQUEST("bad_request", 400, "Bad Request"),
  MALFORMED_BODY("malformed_body", 400, "The request body is not valid JSON of the expected form"),
  VALIDATION_FAILED("validation_failed", 400, "Some fields are missing or wrong"),
  PASSWORD_REFUSED("password_refused", 400, "The password does not meet the policy"),
  WRONG_PASSWORD("wrong_password", 400, "This is not the present password"),
  INVALID_TEMPORARY_TOKEN("invalid_temporary_token", 400, "Invalid Temporary Token"),
  INVALID_CREDENTIALS("invalid_credentials", 401, "Incorrect Email or Password"),
  BASIC_AUTHENTICATION_FAILED("basic_authentication_failed", 401, "Authentication failed"),
  UNAUTHENTICATED("unauthenticated", 401, "Invalid or Missing token"),
  TOKEN_EXPIRED("token_expired", 401, "Token Expired"),
  REFRESH_TOKEN_EXPIRED("refresh_token_expired", 401, "Refresh Token Expired"),
  FORBIDDEN("forbidden", 403, "Forbidden"),
  PASSWORD_LOGIN_OFF("password_login_off", 403, "Signing in with a password is switched off"),
  CROSS_SITE_REQUEST("cross_site_request", 403, "The request does not come from this site"),
  NOT_FOUND("not_found", 404, "Not Found"),
  METHOD_NOT_ALLOWED("method_not_allowed", 405, "Method Not Allowed"),
  NOT_ACCEPTABLE("not_acceptable", 406, "Not Acceptable"),
  CONFLICT("conflict", 409, "That is not possible in the present state"),
  NAME_TAKEN("name_taken", 409, "There is one of this name already"),
  LAST_OWNER("last_owner", 409, "The last owner has to stay"),
  LAST_WORKSPACE("last_workspace", 409, "The last workspace has to stay"),
  ROLE_IN_USE("role_in_use", 409, "The role is in use"),
  ALREADY_MEMBER("already_member", 409, "Already a member of the workspace"),
  MAIL_NOT_CONFIGURED("mail_not_configured", 409, "There is no mail server"),
  BODY_TOO_LARGE("body_too_large", 413, "The request body is larger than 64 KiB"),
  UNSUPPORTED_MEDIA_TYPE("unsupported_media_type", 415, "The request body must be JSON"),
  TOO_MANY_REQUESTS("authentication_rate_limit", 429, "Too many attempts, try again later"),
  INTERNAL("internal", 500, "Internal Server Error"),
  NOT_IMPLEMENTED("not_implemented", 501, "Not Implemented"),
  MAIL_NOT_SENT("mail_not_sent", 502, "The mail could not be sent"),
  OVERLOADED("overloaded", 503, "Busy, try again in a moment");

  private final String wireCode;
  private final int status;
  private final String message;

  ErrorCode(String wireCode, int status, String message) {
    this.wireCode = wireCode;
    this.status = status;
    this.message = message;
  }

  /** The general code for a status that somebody else decided on, such as the container. */
  public static ErrorCode forStatus(int status) {
    return switch (status) {
      case 401 -> UNAUTHENTICATED;
      case 403 -> FORBIDDEN;
      case 404 -> NOT_FOUND;
      case 405 -> METHOD_NOT_ALLOWED;
      case 406 -> NOT_ACCEPTABLE;
      case 409 -> CONFLICT;
      case 413 -> BODY_TOO_LARGE;
      case 415 -> UNSUPPORTED_MEDIA_TYPE;
      case 429 -> TOO_MANY_REQUESTS;
      case 501 -> NOT_IMPLEMENTED;
      case 503 -> OVERLOADED;
      default -> status >= 500 ? INTERNAL : BAD_REQUEST;
    };
  }

  /** The stable name on the wire. */
  public String wireCode() {
    return wireCode;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** What the client reads. */
  public String message() {
    return message;
  }
}
