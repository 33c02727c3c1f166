/** Templates, inspections and the states of a hazard. Pure. */
@NullMarked
package io.qipan.ecology.inspection.model;

import org.jspecify.annotations.NullMarked;
