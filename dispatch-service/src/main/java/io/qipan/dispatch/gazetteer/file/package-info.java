/** Files of places as they come in: CSV and GeoJSON. */
@NullMarked
package io.qipan.dispatch.gazetteer.file;

import org.jspecify.annotations.NullMarked;
