/** Calling another service of the suite: with our token, a deadline, a few retries, and not at all while it is away. */
@NullMarked
package io.qipan.runtime.peer;

import org.jspecify.annotations.NullMarked;
