/** How services prove to each other who they are: certificates on both ends of a gRPC connection. */
@NullMarked
package io.qipan.runtime.tls;

import org.jspecify.annotations.NullMarked;
