/** Replays what a dispatch centre recorded: reads a file, plans the order of things, and sends it through the public API. */
@NullMarked
package io.qipan.launcher.replay;

import org.jspecify.annotations.NullMarked;
