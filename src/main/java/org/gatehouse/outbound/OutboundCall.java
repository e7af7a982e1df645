package org.gatehouse.outbound;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.gatehouse.kernel.Sensitive;
import org.jspecify.annotations.Nullable;

/**
 * A request to another server: GET, or POST of a form.
 *
 * @param headers beside those that the form needs; may be secret
 * @param form null for a GET
 */
public record OutboundCall(
    URI address, NamedBy namedBy, Map<String, Sensitive> headers, @Nullable Sensitive form) {
  /** Copies the map. */
  public OutboundCall {
    headers = Map.copyOf(headers);
  }

  /** Asks for JSON. */
  public static OutboundCall get(URI address, NamedBy namedBy) {
    return new OutboundCall(
        address, namedBy, Map.of("Accept", Sensitive.of("application/json")), null);
  }

  /** Sends a form (application/x-www-form-urlencoded) and asks for JSON. */
  public static OutboundCall post(URI address, NamedBy namedBy, Sensitive form) {
    return new OutboundCall(
        address,
        namedBy,
        Map.of(
            "Accept",
            Sensitive.of("application/json"),
            "Content-Type",
            Sensitive.of("application/x-www-form-urlencoded")),
        form);
  }

  /** The same with one more header. */
  public OutboundCall with(String name, Sensitive value) {
    Map<String, Sensitive> more = new HashMap<>(headers);
    more.put(name, value);
    return new OutboundCall(address, namedBy, more, form);
  }

  /** Addresses may have secrets in their query. */
  @Override
  public String toString() {
    return "OutboundCall[" + address.getHost() + "]";
  }
}
