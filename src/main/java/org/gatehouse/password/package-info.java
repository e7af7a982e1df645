/**
 * Turns passwords into hashes and judges new ones. Invariants: every character counts, however long
 * the password; the stored form says how it was made; an unknown user, an unknown stored form and a
 * wrong password cost the same; nothing here prints, logs or throws a password or a hash; a storm
 * of sign-ins waits in a bounded queue and takes no more cores than it was given.
 *
 * <p>Sources: bcrypt (Provos and Mazieres, USENIX 1999); the {@code bcrypt-sha256} form, version 2,
 * of passlib; NIST SP 800-63B-4, section 3.1.1.2, and OWASP ASVS 5.0, V6.2, for the policy.
 */
@NullMarked
package org.gatehouse.password;

import org.jspecify.annotations.NullMarked;
