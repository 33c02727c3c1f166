/** How long things took, with the definition of every figure. */
@NullMarked
package io.qipan.dispatch.figure;

import org.jspecify.annotations.NullMarked;
