/** The administrative and the criminal track of a case, and the statutory clocks between them. Pure. */
@NullMarked
package io.qipan.ecology.procedure.model;

import org.jspecify.annotations.NullMarked;
