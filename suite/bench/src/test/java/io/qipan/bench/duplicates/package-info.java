/** Tests of how well duplicates are found. */
@NullMarked
package io.qipan.bench.duplicates;

import org.jspecify.annotations.NullMarked;
