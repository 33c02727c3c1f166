package io.qipan.dispatch.recommend;

import io.qipan.dispatch.recommend.model.Candidate;
import java.util.List;

/** The units as patrol-service knows them now. */
public interface PatrolUnits {

    /** All units. Ends with {@link io.qipan.runtime.peer.PeerAway} if patrol-service cannot help now. */
    List<Candidate> all();
}
