@NullMarked
package io.qipan.ecology.calendar;

import org.jspecify.annotations.NullMarked;
