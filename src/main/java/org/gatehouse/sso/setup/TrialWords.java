package org.gatehouse.sso.setup;

import java.util.Map;

/** Says to an owner what is wrong with a provider. */
final class TrialWords {
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("no_address", "The address is no http or https address."),
          Map.entry("unknown_host", "The name of the provider's host is not known."),
          Map.entry(
              "private_address",
              "An address is private or loopback. Only the settings of the server may name such"
                  + " addresses, unless OUTBOUND_ALLOW_PRIVATE is true."),
          Map.entry(
              "unreachable",
              "No connection to the provider: a wrong address or port, a firewall, or a certificate"
                  + " that this server does not trust. The server's log says more."),
          Map.entry("too_slow", "The provider did not answer in time."),
          Map.entry("too_large", "The answer is far larger than any provider's."),
          Map.entry(
              "no-json",
              "The answer is no JSON: the address seems to lead to a web page and not to a"
                  + " provider."),
          Map.entry("malformed-json", "The answer says that it is JSON and is not."),
          Map.entry("no-json-object", "The answer is not what a provider answers."),
          Map.entry("discovery-no-object", "The discovery document is not one."),
          Map.entry(
              "discovery-other-issuer",
              "The discovery document is of another issuer. Write the issuer letter for letter as"
                  + " the document has it; often it is a slash at the end."),
          Map.entry(
              "discovery-endpoints",
              "The discovery document lacks an address that is needed, or has one without https."),
          Map.entry("no-key-set", "The provider publishes no keys that can be used."),
          Map.entry(
              "no-s256",
              "The provider does not support PKCE with S256, without which nobody is let in."),
          Map.entry(
              "client-refused",
              "The provider does not know the client id, or the client secret is wrong."),
          Map.entry("redirect-refused", "The redirect URI is not registered at the provider."));

  private TrialWords() {}

  /** What is wrong, for the fixed word of a refusal. */
  static String of(String detail) {
    if (detail.startsWith("status-")) {
      return "The provider answered with status "
          + detail.substring("status-".length())
          + ": the address may be wrong.";
    }
    return WORDS.getOrDefault(
        detail, "The provider does not answer as it should (" + detail + ").");
  }
}
