package org.gatehouse.people;

import org.gatehouse.user.UserView;

/** An account, and whether it is an owner's. */
public record Account(UserView user, boolean isOwner) {}
