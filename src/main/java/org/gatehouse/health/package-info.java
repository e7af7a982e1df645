/** Whether Gatehouse is able to work; knows no room, each brings its own check. */
@NullMarked
package org.gatehouse.health;

import org.jspecify.annotations.NullMarked;
