/** A board held in memory, as the contracts describe it, for tests of its clients. */
@NullMarked
package io.qipan.launcher.fake;

import org.jspecify.annotations.NullMarked;
