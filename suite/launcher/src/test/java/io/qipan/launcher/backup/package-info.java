/** Tests of what a backup brings back. */
@NullMarked
package io.qipan.launcher.backup;

import org.jspecify.annotations.NullMarked;
