/** Tracks that are measured against the grid, beside reading the same fixes. */
@NullMarked
package io.qipan.bench.coverage;

import org.jspecify.annotations.NullMarked;
