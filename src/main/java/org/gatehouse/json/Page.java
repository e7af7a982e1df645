package org.gatehouse.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next what to give as {@code after} for the page that follows; null on the last
 */
public record Page<T>(List<T> items, @Nullable String next) {}
