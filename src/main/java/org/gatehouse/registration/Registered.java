package org.gatehouse.registration;

import org.gatehouse.user.UserView;
import org.gatehouse.workspace.Founded;

/** What a registration made. */
public record Registered(UserView user, Founded founded) {}
