@NullMarked
package io.qipan.ecology.fieldwork;

import org.jspecify.annotations.NullMarked;
