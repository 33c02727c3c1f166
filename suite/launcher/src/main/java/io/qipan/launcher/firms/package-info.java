/** Reads fire hotspots as FIRMS of NASA distributes them, and hands them to ecology-service. */
@NullMarked
package io.qipan.launcher.firms;

import org.jspecify.annotations.NullMarked;
