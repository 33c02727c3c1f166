/** Scenarios on a whole board: traffic while things break, and what must be true afterwards. */
@NullMarked
package io.qipan.e2e;

import org.jspecify.annotations.NullMarked;
