/** Tests of the corruptions and of what can be found at all. */
@NullMarked
package io.qipan.bench.gazetteer;

import org.jspecify.annotations.NullMarked;
