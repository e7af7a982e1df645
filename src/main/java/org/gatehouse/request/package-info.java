/**
 * What every front door knows of a request: who makes it, where it comes from, what its credentials
 * were worth.
 */
@NullMarked
package org.gatehouse.request;

import org.jspecify.annotations.NullMarked;
