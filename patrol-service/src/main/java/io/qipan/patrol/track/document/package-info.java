/** Tracks as GPX and as GeoJSON, written while they are read. */
@NullMarked
package io.qipan.patrol.track.document;

import org.jspecify.annotations.NullMarked;
