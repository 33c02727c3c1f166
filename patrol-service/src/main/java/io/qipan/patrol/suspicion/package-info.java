/** Reasons to look at a track twice, read beside coverage. Nothing is enforced by them. */
@NullMarked
package io.qipan.patrol.suspicion;

import org.jspecify.annotations.NullMarked;
