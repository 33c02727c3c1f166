package io.qipan.dispatch.recommend;

import io.qipan.dispatch.recommend.model.Candidate;
import io.qipan.dispatch.recommend.model.Media;
import io.qipan.runtime.place.Datum.Wgs84;
import java.util.List;

/** The units as patrol-service knows them now. */
public interface PatrolUnits {

    /** All units. Ends with {@link io.qipan.runtime.peer.PeerAway} if patrol-service cannot help now. */
    List<Candidate> all();

    /** What one may move on at a place now. Ends as {@link #all} does. */
    Media mediaAt(Wgs84 place);
}
