/** Working days and how periods of law are counted. Pure: no clock, no files. */
@NullMarked
package io.qipan.ecology.calendar.model;

import org.jspecify.annotations.NullMarked;
