/**
 * Value types that every room shares. They refuse nonsense when they are made, hold no secrets in
 * plain sight, and know neither HTTP nor the database. No beans, no statics with state.
 */
@NullMarked
package org.gatehouse.kernel;

import org.jspecify.annotations.NullMarked;
