package org.gatehouse.outbound;

/**
 * What another server answered, whole.
 *
 * @param mediaType without parameters, in lower case; empty if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record OutboundAnswer(int status, String mediaType, byte[] body) {
  /** Whether it is a 2xx with JSON, by its own word. */
  public boolean isJson() {
    return status / 100 == 2
        && (mediaType.equals("application/json") || mediaType.endsWith("+json"));
  }

  @Override
  public String toString() {
    return "OutboundAnswer[" + status + "]";
  }
}
