/** Units, their kinds and status, and which of them are near. */
@NullMarked
package io.qipan.patrol.unit;

import org.jspecify.annotations.NullMarked;
