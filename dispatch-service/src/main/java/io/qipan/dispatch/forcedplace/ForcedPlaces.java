package io.qipan.dispatch.forcedplace;

import io.qipan.dispatch.forcedplace.model.ForcedPlace;
import io.qipan.dispatch.id.model.ForcedPlaceId;
import java.util.List;
import java.util.Optional;

/** The places that were forced. Inside a unit of work only. */
interface ForcedPlaces {

    void add(ForcedPlace place);

    Optional<ForcedPlace> find(ForcedPlaceId id);

    /** The place, kept from being changed by others until the unit of work ends. Refuses NOT_FOUND. */
    ForcedPlace lock(ForcedPlaceId id);

    void save(ForcedPlace place);

    /** Newest first, older than the given id. */
    List<ForcedPlace> list(boolean unverifiedOnly, Optional<ForcedPlaceId> olderThan, int limit);
}
