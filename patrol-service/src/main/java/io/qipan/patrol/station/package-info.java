/** Places that units belong to. Plain records without rules. */
@NullMarked
package io.qipan.patrol.station;

import org.jspecify.annotations.NullMarked;
