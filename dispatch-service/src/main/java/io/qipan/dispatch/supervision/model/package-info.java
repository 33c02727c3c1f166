/** The rules of a supervision order. Pure. */
@NullMarked
package io.qipan.dispatch.supervision.model;

import org.jspecify.annotations.NullMarked;
