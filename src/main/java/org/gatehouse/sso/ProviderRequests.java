package org.gatehouse.sso;

import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.gatehouse.json.Json;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.outbound.NamedBy;
import org.gatehouse.outbound.Outbound;
import org.gatehouse.outbound.OutboundAnswer;
import org.gatehouse.outbound.OutboundCall;
import org.gatehouse.outbound.OutboundException;

/** Requests that a provider is to answer with JSON. */
public final class ProviderRequests {
  private static final System.Logger LOG = System.getLogger(ProviderRequests.class.getName());
  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;

  /** RFC 6749 section 5.2, Auth0, and GitHub. */
  private static final Set<String> STRANGERS =
      Set.of(
          "invalid_client",
          "unauthorized_client",
          "access_denied",
          "incorrect_client_credentials",
          "Not Found");

  private final Outbound outbound;
  private final URI trusted;

  /**
   * Of one provider.
   *
   * @param trusted its address in the settings: what is on the same host, the operator vouches for
   */
  public ProviderRequests(Outbound outbound, URI trusted) {
    this.outbound = outbound;
    this.trusted = trusted;
  }

  /**
   * A GET.
   *
   * @throws SsoRefusal unless the answer is JSON
   */
  public byte[] get(URI address) {
    return json(send(OutboundCall.get(address, namedBy(address))));
  }

  /**
   * A GET with an access token.
   *
   * @throws SsoRefusal unless the answer is JSON
   */
  public byte[] get(URI address, Sensitive accessToken) {
    return json(
        send(
            OutboundCall.get(address, namedBy(address))
                .with("Authorization", Sensitive.of("Bearer " + accessToken.reveal()))));
  }

  /**
   * Asks the token endpoint (RFC 6749 section 4.1.3).
   *
   * @throws SsoRefusal unless the answer is a JSON object with what was asked for
   */
  public Map<?, ?> exchange(OutboundCall call) {
    OutboundAnswer answer = send(call);
    if (answer.status() == BAD_REQUEST || answer.status() == UNAUTHORIZED) {
      // Section 5.2: the code is used, expired or another's; or our secret is wrong.
      throw new SsoRefusal(SsoProblem.PROVIDER_REFUSED, "code-refused-" + answer.status());
    }
    return object(json(answer));
  }

  /**
   * Shows the token endpoint a code that cannot be right, to hear what it says of us.
   *
   * @throws SsoRefusal if it does not know us, or is none
   */
  public void tryClient(OutboundCall call) {
    OutboundAnswer answer = send(call);
    String error = errorOf(answer);
    if (answer.status() == UNAUTHORIZED || STRANGERS.contains(error)) {
      throw new SsoRefusal(SsoProblem.PROVIDER_REFUSED, "client-refused");
    }
    if (error.equals("redirect_uri_mismatch")) {
      throw new SsoRefusal(SsoProblem.PROVIDER_REFUSED, "redirect-refused");
    }
    if (answer.status() != BAD_REQUEST && error.isEmpty()) {
      throw new SsoRefusal(SsoProblem.PROVIDER_DOWN, "status-" + answer.status());
    }
  }

  private static String errorOf(OutboundAnswer answer) {
    try {
      return object(answer.body()).get("error") instanceof String error ? error : "";
    } catch (SsoRefusal noJson) {
      return "";
    }
  }

  /** Who has named an address. */
  public NamedBy namedBy(URI address) {
    return String.valueOf(address.getHost()).equalsIgnoreCase(trusted.getHost())
        ? NamedBy.OPERATOR
        : NamedBy.OTHERS;
  }

  private OutboundAnswer send(OutboundCall call) {
    try {
      return outbound.send(call);
    } catch (OutboundException failure) {
      // For the operator: the address of the host, and what the JDK says of the connection.
      LOG.log(
          Level.WARNING,
          "No answer from the identity provider at {0}: {1} {2}",
          call.address().getHost(),
          failure.reason(),
          failure.getCause() == null ? "" : failure.getCause());
      throw new SsoRefusal(
          SsoProblem.PROVIDER_DOWN, failure.reason().name().toLowerCase(Locale.ROOT));
    }
  }

  private static byte[] json(OutboundAnswer answer) {
    if (!answer.isJson()) {
      throw new SsoRefusal(
          SsoProblem.PROVIDER_DOWN,
          answer.status() / 100 == 2 ? "no-json" : "status-" + answer.status());
    }
    return answer.body();
  }

  /**
   * What an answer says.
   *
   * @throws SsoRefusal if it is no JSON
   */
  public static Object read(byte[] json) {
    try {
      return Json.readAny(json);
    } catch (AuthException malformed) {
      throw new SsoRefusal(SsoProblem.PROVIDER_DOWN, "malformed-json");
    }
  }

  /**
   * The object that an answer is.
   *
   * @throws SsoRefusal if it is none
   */
  public static Map<?, ?> object(byte[] json) {
    if (read(json) instanceof Map<?, ?> members) {
      return members;
    }
    throw new SsoRefusal(SsoProblem.PROVIDER_DOWN, "no-json-object");
  }

  /**
   * What every provider is asked with (RFC 6749 section 4.1.1, RFC 7636 section 4.3).
   *
   * @param more what this one needs beside it
   */
  public static String question(
      String clientId, URI redirectUri, Challenge challenge, List<Map.Entry<String, String>> more) {
    List<Map.Entry<String, String>> query = new ArrayList<>();
    query.add(Map.entry("response_type", "code"));
    query.add(Map.entry("client_id", clientId));
    query.add(Map.entry("redirect_uri", redirectUri.toString()));
    query.add(Map.entry("state", challenge.state().reveal()));
    query.add(Map.entry("code_challenge", challenge.codeChallenge()));
    query.add(Map.entry("code_challenge_method", "S256"));
    query.addAll(more);
    return encoded(query);
  }

  /** Names and values, one after the other, as a form or a query. */
  public static String encoded(List<Map.Entry<String, String>> pairs) {
    return pairs.stream()
        .map(pair -> encoded(pair.getKey()) + "=" + encoded(pair.getValue()))
        .collect(Collectors.joining("&"));
  }

  /** One value of a form. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
