/** One's own account: the contract's resource, and the pages. */
@NullMarked
package org.gatehouse.profile.http;

import org.jspecify.annotations.NullMarked;
