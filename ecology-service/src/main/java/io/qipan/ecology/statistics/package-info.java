/** Figures of a period with their definitions, frozen as snapshots that open to the rows they count and can be counted again. */
@NullMarked
package io.qipan.ecology.statistics;

import org.jspecify.annotations.NullMarked;
