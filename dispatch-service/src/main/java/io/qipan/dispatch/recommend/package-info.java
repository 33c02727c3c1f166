/** Which units to send, and why. */
@NullMarked
package io.qipan.dispatch.recommend;

import org.jspecify.annotations.NullMarked;
