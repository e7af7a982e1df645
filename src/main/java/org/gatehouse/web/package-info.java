/**
 * What browsers need: pages and their forms, the cookies of a login, and the rules against requests
 * that another site made a browser send.
 *
 * <p>Invariants: a page works without scripts and loads nothing from elsewhere; a form is believed
 * only from our own origin and with our own token ({@link org.gatehouse.web.Csrf}); a redirect
 * leads to a path on our own origin ({@link org.gatehouse.web.ReturnAddress}), and no address is
 * made of the Host of a request.
 */
@NullMarked
package org.gatehouse.web;

import org.jspecify.annotations.NullMarked;
