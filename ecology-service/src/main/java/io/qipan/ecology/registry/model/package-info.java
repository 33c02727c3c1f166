/** Subjects of the register, their kinds and their risk. Pure. */
@NullMarked
package io.qipan.ecology.registry.model;

import org.jspecify.annotations.NullMarked;
