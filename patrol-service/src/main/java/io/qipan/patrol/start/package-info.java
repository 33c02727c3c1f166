/** What works in the background while the service runs. */
@NullMarked
package io.qipan.patrol.start;

import org.jspecify.annotations.NullMarked;
