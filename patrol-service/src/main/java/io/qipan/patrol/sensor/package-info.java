/** What the sensors and cameras of the grid report, when they fall silent, and the alarms that they raise. */
@NullMarked
package io.qipan.patrol.sensor;

import org.jspecify.annotations.NullMarked;
