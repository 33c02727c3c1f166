/** The demo city that a board starts with: Wuhai, its stations and its units. */
@NullMarked
package io.qipan.launcher.city;

import org.jspecify.annotations.NullMarked;
