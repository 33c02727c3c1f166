/** How often hotspots are declared where there are none, and how often found where there are some. */
@NullMarked
package io.qipan.bench.hotspots;

import org.jspecify.annotations.NullMarked;
