/** Plays the night of 24 July on a running board, through the public API, and shows what the board recorded. */
@NullMarked
package io.qipan.launcher.demo;

import org.jspecify.annotations.NullMarked;
