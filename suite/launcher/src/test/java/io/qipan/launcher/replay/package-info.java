/** Tests of the replay. */
@NullMarked
package io.qipan.launcher.replay;

import org.jspecify.annotations.NullMarked;
