/** Cookies and the rule against cross-site requests, seen through HTTP on every server. */
@NullMarked
package org.gatehouse.server.web;

import org.jspecify.annotations.NullMarked;
