@NullMarked
package io.qipan.ecology.procedure;

import org.jspecify.annotations.NullMarked;
