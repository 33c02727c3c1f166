/** Tracks from files to the board, and from the board to files. */
@NullMarked
package io.qipan.launcher.track;

import org.jspecify.annotations.NullMarked;
