/** What is remembered for a while, and within bounds. */
@NullMarked
package io.qipan.runtime.cache;

import org.jspecify.annotations.NullMarked;
