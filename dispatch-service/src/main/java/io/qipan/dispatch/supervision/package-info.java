/** Orders of a commander to have something done, signed and answered by the clock (督办). */
@NullMarked
package io.qipan.dispatch.supervision;

import org.jspecify.annotations.NullMarked;
