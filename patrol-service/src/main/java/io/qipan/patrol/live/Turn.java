package io.qipan.patrol.live;

import io.qipan.patrol.live.picture.Placed;
import java.util.List;
import java.util.Set;

/**
 * A step from one picture to the next.
 *
 * @param number that of the next one
 * @param changed the units that are not as they were, as they are
 * @param gone names of units that are not there any more, as after a dump was restored
 */
record Turn(long number, List<Placed> changed, Set<String> gone) {}
