/** Every change of a service in one order, sealed by a hash chain, and followed by watchers. */
@NullMarked
package io.qipan.runtime.journal;

import org.jspecify.annotations.NullMarked;
