package org.gatehouse.invitation;

import java.util.Optional;
import org.gatehouse.kernel.Sensitive;

/** How an invitation of one address ended. */
public sealed interface InviteOutcome {
  /**
   * It is open.
   *
   * @param link what to hand on where no mail was sent; empty where one was
   */
  record Invited(InvitationView invitation, Optional<Sensitive> link) implements InviteOutcome {}

  /** The address belongs to the workspace already. */
  record AlreadyMember() implements InviteOutcome {}
}
