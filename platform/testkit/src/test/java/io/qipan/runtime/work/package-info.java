/** Tests of the runtime: work. */
@NullMarked
package io.qipan.runtime.work;

import org.jspecify.annotations.NullMarked;
