/** The REST side of workspaces and their members. */
@NullMarked
package org.gatehouse.workspace.http;

import org.jspecify.annotations.NullMarked;
