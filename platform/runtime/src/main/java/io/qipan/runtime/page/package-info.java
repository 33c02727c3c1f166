/** Opaque page tokens. */
@NullMarked
package io.qipan.runtime.page;

import org.jspecify.annotations.NullMarked;
