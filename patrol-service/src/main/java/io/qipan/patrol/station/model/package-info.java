/** What a station is. */
@NullMarked
package io.qipan.patrol.station.model;

import org.jspecify.annotations.NullMarked;
