/** Where secrets are kept, and how the main key is changed, from outside. */
@NullMarked
package org.gatehouse.server.secrets;

import org.jspecify.annotations.NullMarked;
