/** How often a name that was heard or typed wrongly is found, and how fast. */
@NullMarked
package io.qipan.bench.gazetteer;

import org.jspecify.annotations.NullMarked;
