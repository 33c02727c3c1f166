/** The rules of an attention. Pure. */
@NullMarked
package io.qipan.dispatch.attention.model;

import org.jspecify.annotations.NullMarked;
