/** Puts the service together at its start. */
@NullMarked
package io.qipan.ecology.start;

import org.jspecify.annotations.NullMarked;
