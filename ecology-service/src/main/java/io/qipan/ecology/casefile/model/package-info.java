/** A case file and its two states. Pure: no clock, no storage, no transport. */
@NullMarked
package io.qipan.ecology.casefile.model;

import org.jspecify.annotations.NullMarked;
