/** The other services in our own words. */
@NullMarked
package io.qipan.dispatch.peer;

import org.jspecify.annotations.NullMarked;
