/** Places that work goes by although nothing confirms them, followed up until somebody does. */
@NullMarked
package io.qipan.dispatch.forcedplace;

import org.jspecify.annotations.NullMarked;
