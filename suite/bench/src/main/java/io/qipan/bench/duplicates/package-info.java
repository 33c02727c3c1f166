/** Whether duplicates are found, and what a burst of calls about one fire costs. */
@NullMarked
package io.qipan.bench.duplicates;

import org.jspecify.annotations.NullMarked;
