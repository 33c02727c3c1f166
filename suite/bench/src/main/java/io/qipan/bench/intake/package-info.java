/** Incidents that are opened, beside the same rows written straight to the database. */
@NullMarked
package io.qipan.bench.intake;

import org.jspecify.annotations.NullMarked;
