/** Dispatch-service: calls, incidents, orders. It decides. */
@NullMarked
package io.qipan.dispatch;

import org.jspecify.annotations.NullMarked;
