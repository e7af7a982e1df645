/** Workspaces, roles, accounts and invitations, through the API and its pages. */
@NullMarked
package org.gatehouse.server.people;

import org.jspecify.annotations.NullMarked;
