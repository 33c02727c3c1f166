/** Personal data at rest: unreadable without a key that can be thrown away. */
@NullMarked
package io.qipan.runtime.secret;

import org.jspecify.annotations.NullMarked;
