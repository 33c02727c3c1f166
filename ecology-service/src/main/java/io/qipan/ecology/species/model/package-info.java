/** Protected animals as values, and how their names are compared. */
@NullMarked
package io.qipan.ecology.species.model;

import org.jspecify.annotations.NullMarked;
