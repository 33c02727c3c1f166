package io.qipan.patrol.live;

import io.qipan.patrol.live.picture.Placed;
import java.util.List;

/**
 * A step from one picture to the next.
 *
 * @param number that of the next one
 * @param changed the units that are not as they were, as they are
 */
record Turn(long number, List<Placed> changed) {}
