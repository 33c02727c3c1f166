/** Who is on duty with which unit: shifts, crews and handovers. */
@NullMarked
package io.qipan.patrol.roster;

import org.jspecify.annotations.NullMarked;
