@NullMarked
package io.qipan.ecology.species.csv;

import org.jspecify.annotations.NullMarked;
