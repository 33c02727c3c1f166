/** Searches for units, beside an echo of the same size. */
@NullMarked
package io.qipan.bench.nearest;

import org.jspecify.annotations.NullMarked;
