/** Tests of the runtime: deadline. */
@NullMarked
package io.qipan.runtime.deadline;

import org.jspecify.annotations.NullMarked;
