/** The same RPCs as JSON over HTTP, by the Connect protocol. */
@NullMarked
package io.qipan.runtime.json;

import org.jspecify.annotations.NullMarked;
