package org.gatehouse.signon;

import java.util.Optional;
import java.util.Set;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.sso.Vouched;

/**
 * Who gets an account without an invitation.
 *
 * @param domains of verified addresses, as they are in {@link EmailAddress}; none: nobody
 */
public record Provisioning(Set<String> domains) {
  /** Copies the set. */
  public Provisioning {
    domains = Set.copyOf(domains);
  }

  /** The address with which somebody may come. */
  Optional<EmailAddress> address(Vouched who) {
    return who.verified().stream().filter(email -> domains.contains(domainOf(email))).findFirst();
  }

  private static String domainOf(EmailAddress email) {
    return email.value().substring(email.value().lastIndexOf('@') + 1);
  }
}
