/** What makes a track doubtful. Pure. */
@NullMarked
package io.qipan.patrol.suspicion.model;

import org.jspecify.annotations.NullMarked;
