/** Which order has taken which unit: one at a time. */
@NullMarked
package io.qipan.patrol.commitment;

import org.jspecify.annotations.NullMarked;
