/** All units at one moment, arranged for the questions of the nearest and of those in an area. */
@NullMarked
package io.qipan.patrol.live.picture;

import org.jspecify.annotations.NullMarked;
