/** Tests of calling another service. */
@NullMarked
package io.qipan.runtime.peer;

import org.jspecify.annotations.NullMarked;
