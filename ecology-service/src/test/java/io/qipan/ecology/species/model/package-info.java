@NullMarked
package io.qipan.ecology.species.model;

import org.jspecify.annotations.NullMarked;
