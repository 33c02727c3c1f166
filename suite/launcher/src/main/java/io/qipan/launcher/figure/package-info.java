/** How fast calls were answered and orders carried out, as a table. */
@NullMarked
package io.qipan.launcher.figure;

import org.jspecify.annotations.NullMarked;
