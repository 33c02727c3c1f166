/** What is asked all day, with little history and with much. */
@NullMarked
package io.qipan.bench.history;

import org.jspecify.annotations.NullMarked;
