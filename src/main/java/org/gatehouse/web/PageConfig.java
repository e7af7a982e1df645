package org.gatehouse.web;

/**
 * What pages need to know of the outside.
 *
 * @param origin this server's own public origin, from {@code APP_URL}
 * @param secureCookies whether cookies are Secure and have {@code __Host-} names
 */
public record PageConfig(String origin, boolean secureCookies) {}
