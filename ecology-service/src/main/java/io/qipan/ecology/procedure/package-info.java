/** The settings of the statutory clocks, and procedures on the wire. */
@NullMarked
package io.qipan.ecology.procedure;

import org.jspecify.annotations.NullMarked;
