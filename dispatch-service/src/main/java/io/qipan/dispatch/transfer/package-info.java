/** Handing matters to the organisations whose they are, so that none is lost between two. */
@NullMarked
package io.qipan.dispatch.transfer;

import org.jspecify.annotations.NullMarked;
