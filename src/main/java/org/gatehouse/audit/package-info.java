/**
 * Who did what, from where, with which outcome. A row is written in the transaction of the deed:
 * one does not exist without the other. Rows hold ids and addresses, never credentials.
 */
@NullMarked
package org.gatehouse.audit;

import org.jspecify.annotations.NullMarked;
