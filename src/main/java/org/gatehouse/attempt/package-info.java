/**
 * How often somebody may be wrong: by account, by network, by browser. Nobody can lock anybody out
 * with it: an account as a whole only gets slower, and a browser that was let into it before, or a
 * network, has attempts of its own that strangers cannot use up (OWASP ASVS 5.0, 6.3.1; NIST SP
 * 800-63B-4, section 3.2.2).
 */
@NullMarked
package org.gatehouse.attempt;

import org.jspecify.annotations.NullMarked;
