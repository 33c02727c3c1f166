/** Tests of shares: rates and places. */
@NullMarked
package io.qipan.runtime.limit;

import org.jspecify.annotations.NullMarked;
