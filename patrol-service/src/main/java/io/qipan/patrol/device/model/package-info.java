/** What a device is, and how its key is checked. */
@NullMarked
package io.qipan.patrol.device.model;

import org.jspecify.annotations.NullMarked;
