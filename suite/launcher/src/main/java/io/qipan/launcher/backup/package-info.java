/** Copying a board while it works, and bringing it back from the copy. */
@NullMarked
package io.qipan.launcher.backup;

import org.jspecify.annotations.NullMarked;
