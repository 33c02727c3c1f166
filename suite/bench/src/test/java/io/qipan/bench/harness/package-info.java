@NullMarked
package io.qipan.bench.harness;

import org.jspecify.annotations.NullMarked;
