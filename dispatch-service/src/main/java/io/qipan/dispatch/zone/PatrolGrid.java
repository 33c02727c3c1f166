package io.qipan.dispatch.zone;

import io.qipan.dispatch.zone.model.ZoneAnswer;
import io.qipan.runtime.place.Datum.Wgs84;

/** The grid of patrol-service. */
public interface PatrolGrid {

    /**
     * By its newest revision.
     *
     * @throws io.qipan.runtime.peer.PeerAway if patrol-service cannot be asked now
     */
    ZoneAnswer locate(Wgs84 place);
}
