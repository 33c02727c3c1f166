/** Templates, inspections by them, and the hazards they find, up to the re-check that finds each gone. */
@NullMarked
package io.qipan.ecology.inspection;

import org.jspecify.annotations.NullMarked;
