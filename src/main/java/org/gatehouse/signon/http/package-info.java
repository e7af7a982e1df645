/** The doors of single sign-on: to the provider and back, and a page for whom that did not help. */
@NullMarked
package org.gatehouse.signon.http;

import org.jspecify.annotations.NullMarked;
