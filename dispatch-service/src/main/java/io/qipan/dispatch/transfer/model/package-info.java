/** The rules of a transfer. Pure. */
@NullMarked
package io.qipan.dispatch.transfer.model;

import org.jspecify.annotations.NullMarked;
