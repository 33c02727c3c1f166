/** The units as they are now, in the memory of each replica: kept up with the database, listed, and watched. */
@NullMarked
package io.qipan.patrol.live;

import org.jspecify.annotations.NullMarked;
