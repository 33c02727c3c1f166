@NullMarked
package io.qipan.bench;

import org.jspecify.annotations.NullMarked;
