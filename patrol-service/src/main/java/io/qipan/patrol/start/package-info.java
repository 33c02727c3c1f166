/** What the service does when it starts and stops. */
@NullMarked
package io.qipan.patrol.start;

import org.jspecify.annotations.NullMarked;
