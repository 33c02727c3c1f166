/** Tests of the files of calls and of what is done to them. */
@NullMarked
package io.qipan.bench.hotspots;

import org.jspecify.annotations.NullMarked;
