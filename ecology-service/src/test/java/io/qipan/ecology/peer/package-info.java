@NullMarked
package io.qipan.ecology.peer;

import org.jspecify.annotations.NullMarked;
