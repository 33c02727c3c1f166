/** Tests of what stands around every call. */
@NullMarked
package io.qipan.runtime.rpc;

import org.jspecify.annotations.NullMarked;
