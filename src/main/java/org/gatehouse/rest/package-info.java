/**
 * What all REST doors share: strict JSON in and out, one form of errors (RFC 9457), who may call,
 * where a request comes from. The server's own JSON binding is not used, because each server
 * forgives other mistakes and writes other bytes; ours is the same everywhere.
 */
@NullMarked
package org.gatehouse.rest;

import org.jspecify.annotations.NullMarked;
