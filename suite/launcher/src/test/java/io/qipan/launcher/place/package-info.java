/** Places of the gazetteer from files. */
@NullMarked
package io.qipan.launcher.place;

import org.jspecify.annotations.NullMarked;
