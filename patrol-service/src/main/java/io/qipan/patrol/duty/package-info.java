/** Duty levels, the orders that change them, and who has heard of them. */
@NullMarked
package io.qipan.patrol.duty;

import org.jspecify.annotations.NullMarked;
