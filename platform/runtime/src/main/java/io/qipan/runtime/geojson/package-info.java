/** Geometries as RFC 7946 writes them. */
@NullMarked
package io.qipan.runtime.geojson;

import org.jspecify.annotations.NullMarked;
