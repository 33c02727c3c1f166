/** How long the system makes a dispatcher wait, from the answer until the order is with its unit. */
@NullMarked
package io.qipan.bench.console;

import org.jspecify.annotations.NullMarked;
