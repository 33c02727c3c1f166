/** Reads the state list from its file: all of it, or none with every fault named. */
@NullMarked
package io.qipan.ecology.species.csv;

import org.jspecify.annotations.NullMarked;
