/**
 * The one authentication mechanism of Jakarta Security, for this WAR. One bean only: with two,
 * TomEE does not deploy and Payara answers 500 to everything.
 */
@NullMarked
package org.gatehouse.mechanism;

import org.jspecify.annotations.NullMarked;
