/** The rules of a call. Pure. */
@NullMarked
package io.qipan.dispatch.call.model;

import org.jspecify.annotations.NullMarked;
