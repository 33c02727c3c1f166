/** The units as they were known at a moment. Reads only, and has no rules beyond those of units. */
@NullMarked
package io.qipan.patrol.history;

import org.jspecify.annotations.NullMarked;
