package org.gatehouse.login;

/**
 * How people may sign in.
 *
 * @param password whether with a password; the operator may in any case
 */
public record LoginMethods(boolean password) {}
