/** The official calendar of working days and holidays, from one reviewed file for each year. */
@NullMarked
package io.qipan.ecology.calendar;

import org.jspecify.annotations.NullMarked;
