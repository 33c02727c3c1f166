/** The state list of protected animals: imported whole, searched by name, and asked for the class of an animal. */
@NullMarked
package io.qipan.ecology.species;

import org.jspecify.annotations.NullMarked;
