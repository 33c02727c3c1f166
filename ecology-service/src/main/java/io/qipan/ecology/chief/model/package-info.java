/** Jurisdictions, appointments and patrol duties in time, and who answers for a place. Pure. */
@NullMarked
package io.qipan.ecology.chief.model;

import org.jspecify.annotations.NullMarked;
