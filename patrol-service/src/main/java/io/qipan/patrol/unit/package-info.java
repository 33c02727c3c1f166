/** Units, their kinds and status, and what of them has changed. */
@NullMarked
package io.qipan.patrol.unit;

import org.jspecify.annotations.NullMarked;
