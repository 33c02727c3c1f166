/** A period of the past, played again as an exercise. */
@NullMarked
package io.qipan.launcher.drill;

import org.jspecify.annotations.NullMarked;
