/** What is told of the call of an alarm, pure. */
@NullMarked
package io.qipan.dispatch.sensor.model;

import org.jspecify.annotations.NullMarked;
