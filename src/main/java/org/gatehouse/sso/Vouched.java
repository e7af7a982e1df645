package org.gatehouse.sso;

import java.util.List;
import java.util.Optional;
import org.gatehouse.kernel.EmailAddress;

/**
 * Somebody for whom a provider vouches.
 *
 * @param issuer who vouches; with the subject, who it is
 * @param subject unique at that issuer and never given to anybody else
 * @param name what the person is called; empty if nobody says
 * @param account how the person knows the account at the provider, for a list; tells nothing sure
 * @param login what the provider knows this login by
 * @param verified the addresses that the provider has verified, the most important first
 * @param groups to which they belong, where the provider was asked and could say; none, if it says
 *     nothing of groups
 */
public record Vouched(
    String issuer,
    String subject,
    Optional<String> name,
    Optional<String> account,
    ProviderLogin login,
    List<EmailAddress> verified,
    Optional<List<String>> groups) {
  private static final int MOST = 100;

  /** Copies the lists, and makes what is to be shown fit for it. */
  public Vouched {
    name = shown(name);
    account = shown(account);
    verified = List.copyOf(verified);
    groups = groups.map(List::copyOf);
  }

  /** Without control characters, in at most 100 characters. */
  private static Optional<String> shown(Optional<String> text) {
    return text.map(given -> given.replaceAll("\\p{Cntrl}", " ").strip())
        .map(given -> given.length() <= MOST ? given : cut(given))
        .filter(given -> !given.isEmpty());
  }

  private static String cut(String text) {
    int end = Character.isHighSurrogate(text.charAt(MOST - 1)) ? MOST - 1 : MOST;
    return text.substring(0, end).strip();
  }

  @Override
  public String toString() {
    return "Vouched[issuer=" + issuer + "]";
  }
}
