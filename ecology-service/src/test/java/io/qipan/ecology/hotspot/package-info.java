@NullMarked
package io.qipan.ecology.hotspot;

import org.jspecify.annotations.NullMarked;
