@NullMarked
package io.qipan.launcher.rpc;

import org.jspecify.annotations.NullMarked;
