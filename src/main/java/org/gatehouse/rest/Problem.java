package org.gatehouse.rest;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gatehouse.json.Json;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;

/**
 * The body of every refusal: RFC 9457 members, and beside them {@code message}, {@code statusCode}
 * and {@code success}, which clients of the documented product read. Holds nothing of the internal
 * detail.
 */
final class Problem {
  static final String MEDIA_TYPE = "application/problem+json";

  /** A URN, so that nobody takes the type for a page to visit. */
  private static final String TYPE_PREFIX = "urn:gatehouse:problem:";

  private Problem() {}

  static String body(AuthException refusal, String instance, String requestId) {
    ErrorCode code = refusal.code();
    List<String> reasons = refusal.reasons();
    Map<String, Object> members = new TreeMap<>();
    members.put("type", TYPE_PREFIX + code.wireCode());
    members.put("title", code.message());
    members.put("status", code.status());
    members.put("detail", reasons.isEmpty() ? code.message() : String.join("; ", reasons));
    members.put("instance", instance);
    members.put("requestId", requestId);
    members.put("message", code.message());
    members.put("statusCode", code.status());
    members.put("success", false);
    if (!reasons.isEmpty()) {
      members.put("errors", reasons);
    }
    if (code == ErrorCode.TOKEN_EXPIRED) {
      members.put("retry", true);
    }
    return new String(Json.write(members), StandardCharsets.UTF_8);
  }
}
