/** How a track is measured and simplified, fix by fix, in memory that does not grow with it. */
@NullMarked
package io.qipan.patrol.track.model;

import org.jspecify.annotations.NullMarked;
