/**
 * An ordinary Jakarta EE application whose login is the business of the server.
 *
 * <p>It asks the container who the user is, with the means of the specifications: {@code web.xml}
 * constraints, {@code @ServletSecurity}, {@code @RolesAllowed}, {@code getUserPrincipal()}, {@code
 * isUserInRole()}. No class here knows of Gatehouse; only the page's sign-out link does.
 */
package org.example.newsroom;
