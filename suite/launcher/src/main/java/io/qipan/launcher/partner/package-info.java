/** A partner that matters are handed to, played on this machine. */
@NullMarked
package io.qipan.launcher.partner;

import org.jspecify.annotations.NullMarked;
