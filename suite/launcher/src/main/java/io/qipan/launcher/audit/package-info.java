/** Looking whether anybody has rewritten history. */
@NullMarked
package io.qipan.launcher.audit;

import org.jspecify.annotations.NullMarked;
