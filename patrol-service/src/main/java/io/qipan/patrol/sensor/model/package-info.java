/** The rules of reports, silence and alarms, pure. */
@NullMarked
package io.qipan.patrol.sensor.model;

import org.jspecify.annotations.NullMarked;
