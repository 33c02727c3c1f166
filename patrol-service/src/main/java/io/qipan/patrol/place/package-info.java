/** How a point with its datum is kept in columns. */
@NullMarked
package io.qipan.patrol.place;

import org.jspecify.annotations.NullMarked;
