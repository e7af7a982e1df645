/** Refusals and access rules of the REST API, seen through HTTP on every server. */
@NullMarked
package org.gatehouse.server.rest;

import org.jspecify.annotations.NullMarked;
