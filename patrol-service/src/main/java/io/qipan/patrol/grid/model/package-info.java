/** The grid and the rules it keeps. Pure: geometry only. */
@NullMarked
package io.qipan.patrol.grid.model;

import org.jspecify.annotations.NullMarked;
