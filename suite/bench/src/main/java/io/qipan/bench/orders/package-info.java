/** How long a command takes to a thousand units. */
@NullMarked
package io.qipan.bench.orders;

import org.jspecify.annotations.NullMarked;
