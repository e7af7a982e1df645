package org.gatehouse.operator;

import java.util.Optional;
import org.gatehouse.recovery.RecoveryLinks;
import org.gatehouse.user.UserView;

/**
 * What came of making an owner.
 *
 * @param isNew whether the account was made for it
 * @param link with which to choose a password, where the account has none
 */
public record Rescued(UserView owner, boolean isNew, Optional<RecoveryLinks.Link> link) {}
