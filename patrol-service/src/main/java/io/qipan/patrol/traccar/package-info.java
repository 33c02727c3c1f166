/** Positions from Traccar Client and what else speaks its protocol, over plain HTTP. docs/traccar.md tells every field. */
@NullMarked
package io.qipan.patrol.traccar;

import org.jspecify.annotations.NullMarked;
