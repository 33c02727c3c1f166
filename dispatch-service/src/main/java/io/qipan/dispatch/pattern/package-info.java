/** Patterns in what has happened, with what chance alone would do. */
@NullMarked
package io.qipan.dispatch.pattern;

import org.jspecify.annotations.NullMarked;
