/** Fixes that are streamed, beside a copy of the same rows. */
@NullMarked
package io.qipan.bench.positions;

import org.jspecify.annotations.NullMarked;
