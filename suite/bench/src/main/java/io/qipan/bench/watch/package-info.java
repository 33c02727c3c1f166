/** How long a fix takes to its watchers. */
@NullMarked
package io.qipan.bench.watch;

import org.jspecify.annotations.NullMarked;
