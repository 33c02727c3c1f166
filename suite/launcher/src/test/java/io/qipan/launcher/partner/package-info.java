@NullMarked
package io.qipan.launcher.partner;

import org.jspecify.annotations.NullMarked;
