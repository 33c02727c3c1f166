/** One queue of what escalated, ran out of time or got lost: urgent first, each thing once, never too long to read. */
@NullMarked
package io.qipan.dispatch.attention;

import org.jspecify.annotations.NullMarked;
