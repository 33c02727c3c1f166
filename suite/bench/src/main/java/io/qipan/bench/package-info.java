/** Measures a claim about speed beside its limit: both in one run, alternating, on the same machine and database. */
@NullMarked
package io.qipan.bench;

import org.jspecify.annotations.NullMarked;
