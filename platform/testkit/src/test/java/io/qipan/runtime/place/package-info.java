/** Tests of the runtime: place. */
@NullMarked
package io.qipan.runtime.place;

import org.jspecify.annotations.NullMarked;
