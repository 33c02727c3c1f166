/** GeoJSON documents, as they come in and go out. */
@NullMarked
package io.qipan.patrol.grid.geojson;

import org.jspecify.annotations.NullMarked;
