/**
 * What browsers need: the cookies of a login and the rule against requests that another site made a
 * browser send.
 */
@NullMarked
package org.gatehouse.web;

import org.jspecify.annotations.NullMarked;
