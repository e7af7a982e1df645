package org.gatehouse.login;

import org.gatehouse.user.UserView;
import org.gatehouse.workspace.Membership;

/** Who has signed in: the account and where it belongs. */
public record SignedInUser(UserView user, Membership membership) {}
