/** Following what another service tells in its feed: from where it was left, at least once, in order. */
@NullMarked
package io.qipan.runtime.follow;

import org.jspecify.annotations.NullMarked;
