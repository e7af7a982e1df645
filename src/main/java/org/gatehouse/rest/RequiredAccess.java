package org.gatehouse.rest;

import java.util.Set;

/**
 * Who may call a resource.
 *
 * @param roles one of these is needed, where roles decide; none at all lets nobody in
 */
record RequiredAccess(Kind kind, Set<String> roles) {
  static final RequiredAccess ANYBODY = new RequiredAccess(Kind.ANYBODY, Set.of());
  static final RequiredAccess ANY_CALLER = new RequiredAccess(Kind.ANY_CALLER, Set.of());
  static final RequiredAccess NOBODY = new RequiredAccess(Kind.ROLES, Set.of());

  enum Kind {
    ANYBODY,
    ANY_CALLER,
    ROLES
  }
}
