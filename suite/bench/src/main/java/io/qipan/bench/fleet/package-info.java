/** Units that measurements use, and their fixes. */
@NullMarked
package io.qipan.bench.fleet;

import org.jspecify.annotations.NullMarked;
