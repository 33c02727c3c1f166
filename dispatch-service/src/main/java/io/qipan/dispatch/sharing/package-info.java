/** Incidents that other agencies see, each for a while and without what a caller said. */
@NullMarked
package io.qipan.dispatch.sharing;

import org.jspecify.annotations.NullMarked;
