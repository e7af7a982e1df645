/**
 * Secrets as files of one directory: {@code encryption.key} in plain base64, the others encrypted
 * under it.
 *
 * <p>Invariants: nobody but the owner can read a file from its first byte on; a file is there whole
 * or not at all, also after a power cut; a file that is there is never replaced by a new secret,
 * whatever is in it; writers exclude each other across threads, applications of one JVM and
 * processes; links are not followed.
 *
 * <p>The older layout, plain text in files of the same names, is read and encrypted in place.
 */
@NullMarked
package org.gatehouse.secrets.file;

import org.jspecify.annotations.NullMarked;
