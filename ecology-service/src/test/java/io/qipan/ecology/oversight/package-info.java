@NullMarked
package io.qipan.ecology.oversight;

import org.jspecify.annotations.NullMarked;
