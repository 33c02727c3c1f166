/** Points, datums and areas. Pure: geometry only. */
@NullMarked
package io.qipan.runtime.place;

import org.jspecify.annotations.NullMarked;
