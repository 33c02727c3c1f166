@NullMarked
package io.qipan.ecology.calendar.model;

import org.jspecify.annotations.NullMarked;
