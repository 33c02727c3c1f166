/** Decisions that say no, with a reason. Pure: no transport, no storage. */
@NullMarked
package io.qipan.runtime.refusal;

import org.jspecify.annotations.NullMarked;
