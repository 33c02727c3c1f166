/** Calls any RPC of a running service, knowing only what its server reflection tells. */
@NullMarked
package io.qipan.launcher.rpc;

import org.jspecify.annotations.NullMarked;
