/** Tests of the relay with a real broker. */
@NullMarked
package io.qipan.runtime.relay;

import org.jspecify.annotations.NullMarked;
