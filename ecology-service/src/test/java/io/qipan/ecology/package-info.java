@NullMarked
package io.qipan.ecology;

import org.jspecify.annotations.NullMarked;
