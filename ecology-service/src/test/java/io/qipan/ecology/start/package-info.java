@NullMarked
package io.qipan.ecology.start;

import org.jspecify.annotations.NullMarked;
