/** An application elsewhere, for tests: its classes go into a WAR of their own. */
@NullMarked
package org.example.reader;

import org.jspecify.annotations.NullMarked;
