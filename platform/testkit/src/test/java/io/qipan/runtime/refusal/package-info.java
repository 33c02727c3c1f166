/** Tests of the runtime: refusal. */
@NullMarked
package io.qipan.runtime.refusal;

import org.jspecify.annotations.NullMarked;
