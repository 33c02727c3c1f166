/** The edge of a service: from the wire to a use case and back. */
@NullMarked
package io.qipan.runtime.rpc;

import org.jspecify.annotations.NullMarked;
