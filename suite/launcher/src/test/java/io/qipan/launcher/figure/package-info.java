@NullMarked
package io.qipan.launcher.figure;

import org.jspecify.annotations.NullMarked;
