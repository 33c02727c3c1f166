/** What the tracks of units prove about zones, cells and must-patrol features: measured behind the fixes, and told. */
@NullMarked
package io.qipan.patrol.coverage;

import org.jspecify.annotations.NullMarked;
