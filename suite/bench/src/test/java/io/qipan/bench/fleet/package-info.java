@NullMarked
package io.qipan.bench.fleet;

import org.jspecify.annotations.NullMarked;
