@NullMarked
package io.qipan.ecology.species;

import org.jspecify.annotations.NullMarked;
