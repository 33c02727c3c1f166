/** Alarms of patrol-service's sensors: each becomes one call, and what becomes of that is told there. */
@NullMarked
package io.qipan.dispatch.sensor;

import org.jspecify.annotations.NullMarked;
