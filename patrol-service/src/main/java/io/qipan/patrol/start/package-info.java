/** What the service does when it starts and stops, and in the background between. */
@NullMarked
package io.qipan.patrol.start;

import org.jspecify.annotations.NullMarked;
