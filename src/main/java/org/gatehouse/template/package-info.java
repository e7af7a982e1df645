/**
 * Handlebars templates, for pages and mails. The only package that knows the library.
 *
 * <p>Invariants: a value is escaped for HTML unless a template says otherwise with three braces;
 * only maps, lists and texts are looked into, never objects by reflection; a template comes from
 * our own class path, under a name that stands in our code, or from a file that the operator named.
 */
@NullMarked
package org.gatehouse.template;

import org.jspecify.annotations.NullMarked;
