/** Brings the state list of protected animals from a file to the board. */
@NullMarked
package io.qipan.launcher.species;

import org.jspecify.annotations.NullMarked;
