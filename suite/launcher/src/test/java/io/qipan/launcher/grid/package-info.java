/** Imports of grids, against a board that is made up. */
@NullMarked
package io.qipan.launcher.grid;

import org.jspecify.annotations.NullMarked;
