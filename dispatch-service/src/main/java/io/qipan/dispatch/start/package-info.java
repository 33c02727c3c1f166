/** What the service does when it starts and stops. */
@NullMarked
package io.qipan.dispatch.start;

import org.jspecify.annotations.NullMarked;
