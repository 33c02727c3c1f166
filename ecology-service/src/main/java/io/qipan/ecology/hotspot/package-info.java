/** Heat seen by satellites: stored once, told from known sources, and gathered into clues. */
@NullMarked
package io.qipan.ecology.hotspot;

import org.jspecify.annotations.NullMarked;
