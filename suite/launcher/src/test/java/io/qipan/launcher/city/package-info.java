/** Tests of the demo city. */
@NullMarked
package io.qipan.launcher.city;

import org.jspecify.annotations.NullMarked;
