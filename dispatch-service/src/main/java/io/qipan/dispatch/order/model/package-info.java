/** The rules of an order and of its acknowledgement ladder. Pure. */
@NullMarked
package io.qipan.dispatch.order.model;

import org.jspecify.annotations.NullMarked;
