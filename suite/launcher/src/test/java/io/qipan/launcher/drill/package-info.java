/** Tests of drills from the past. */
@NullMarked
package io.qipan.launcher.drill;

import org.jspecify.annotations.NullMarked;
