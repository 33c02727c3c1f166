@NullMarked
package io.qipan.launcher;

import org.jspecify.annotations.NullMarked;
