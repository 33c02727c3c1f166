package io.qipan.patrol.suspicion;

import io.qipan.patrol.coverage.model.Quarter;
import io.qipan.patrol.suspicion.model.Likeness;
import io.qipan.patrol.suspicion.model.PairLikeness;
import io.qipan.patrol.suspicion.model.PlaceLikeness;
import io.qipan.patrol.suspicion.model.SharedDevice;
import io.qipan.patrol.suspicion.model.Signs;
import java.util.Collection;
import java.util.List;

/** The signs of all tracks, by unit and quarter. */
public interface TrackSigns {

    /** Keeps these in place of all that there was of the unit from the first to the last quarter. */
    void replace(String unit, Quarter.Run run, Collection<Signs> signs);

    /** In order. */
    List<Signs> of(String unit, Quarter.Run run);

    /** With which others, or with what of its own, that is not later, the unit has prints in common. */
    List<Likeness> likenesses(String unit, Quarter.Run run);

    /** With which others, or with what of its own, that is not later, the unit has timed pairs in common. */
    List<PairLikeness> copies(String unit, Quarter.Run run);

    /** With which others, or with what of its own, that is not later, the unit has timed places in common. */
    List<PlaceLikeness> thinCopies(String unit, Quarter.Run run);

    /** Which devices reported for this unit and for another one in the same quarter. */
    List<SharedDevice> shared(String unit, Quarter.Run run);

    /** Units that reported in this time, by name. */
    List<String> units(Quarter.Run run, String after, int most);
}
