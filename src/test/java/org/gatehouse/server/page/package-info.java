/**
 * The pages, seen through HTTP and through a real browser on every server. Browser tests go through
 * page objects ({@link org.gatehouse.server.page.LoginForm}) and never sleep; each class uses
 * client addresses of its own, since limits count by address.
 */
@NullMarked
package org.gatehouse.server.page;

import org.jspecify.annotations.NullMarked;
