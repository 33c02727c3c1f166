/** What must be true before a service takes requests, and how it stops. */
@NullMarked
package io.qipan.runtime.start;

import org.jspecify.annotations.NullMarked;
