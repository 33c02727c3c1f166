/** Tests of the commands for tracks, against a board that is not there. */
@NullMarked
package io.qipan.launcher.track;

import org.jspecify.annotations.NullMarked;
