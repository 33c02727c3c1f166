/** Brings the city's grid from a file to the board. */
@NullMarked
package io.qipan.launcher.grid;

import org.jspecify.annotations.NullMarked;
