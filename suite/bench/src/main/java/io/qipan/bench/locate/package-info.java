/** Points that are located in the grid, beside an echo of the same size. */
@NullMarked
package io.qipan.bench.locate;

import org.jspecify.annotations.NullMarked;
