@NullMarked
package io.qipan.launcher.firms;

import org.jspecify.annotations.NullMarked;
