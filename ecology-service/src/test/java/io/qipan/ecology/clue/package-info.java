@NullMarked
package io.qipan.ecology.clue;

import org.jspecify.annotations.NullMarked;
