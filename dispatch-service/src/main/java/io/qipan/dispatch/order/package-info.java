/** What one unit is told to do: requested, committed, sent, acknowledged, done. */
@NullMarked
package io.qipan.dispatch.order;

import org.jspecify.annotations.NullMarked;
