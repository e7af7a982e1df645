/**
 * What all REST resources share: one form of errors (RFC 9457), who may call, how lists are paged.
 */
@NullMarked
package org.gatehouse.rest;

import org.jspecify.annotations.NullMarked;
