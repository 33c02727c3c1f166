/** The other services in our own words. */
@NullMarked
package io.qipan.ecology.peer;

import org.jspecify.annotations.NullMarked;
