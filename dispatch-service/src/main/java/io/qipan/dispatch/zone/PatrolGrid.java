package io.qipan.dispatch.zone;

import io.qipan.dispatch.zone.model.ZoneAnswer;
import io.qipan.runtime.place.Datum.Wgs84;

/** The grid of patrol-service. */
public interface PatrolGrid {

    /** It could not say where this place is, which says nothing of others. */
    final class Stumbled extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Stumbled(Throwable why) {
            super(why);
        }
    }

    /**
     * By its newest revision.
     *
     * @throws Stumbled if it stumbles over this one
     * @throws io.qipan.runtime.peer.PeerAway if patrol-service cannot be asked now
     */
    ZoneAnswer locate(Wgs84 place);
}
