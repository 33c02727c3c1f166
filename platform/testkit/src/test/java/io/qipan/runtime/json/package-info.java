/** Tests of the runtime: json. */
@NullMarked
package io.qipan.runtime.json;

import org.jspecify.annotations.NullMarked;
