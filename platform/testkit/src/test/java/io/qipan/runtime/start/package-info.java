@NullMarked
package io.qipan.runtime.start;

import org.jspecify.annotations.NullMarked;
