/**
 * What the operator can set: the catalogue of settings, where their values come from, and what is
 * allowed. Sources, first wins: environment variable, system property of the same name, the file
 * {@code gatehouse.env} in {@code GATEHOUSE_HOME}, default.
 *
 * <ul>
 *   <li>An empty value counts as unset.
 *   <li>Nothing is guessed: whatever is not allowed is a mistake, and all mistakes are told at
 *       once.
 *   <li>The value of a secret never stands in a mistake or a warning.
 *   <li>No name is looked up in the DNS.
 *   <li>This package and the launcher are the only users of {@code System.getenv}.
 * </ul>
 */
@NullMarked
package org.gatehouse.config;

import org.jspecify.annotations.NullMarked;
