/** How long a service takes from the call of the JVM until it is ready. */
@NullMarked
package io.qipan.bench.start;

import org.jspecify.annotations.NullMarked;
