package io.qipan.dispatch.missingperson;

import io.qipan.dispatch.id.model.MissingSearchId;
import io.qipan.dispatch.id.model.SearchSectorId;
import io.qipan.dispatch.missingperson.model.SearchSector;
import java.util.List;
import java.util.Optional;

/** The sectors of searches. Inside a unit of work only. */
interface SearchSectors {

    void add(SearchSector sector);

    Optional<SearchSector> find(SearchSectorId id);

    /** The sector, kept from being changed by others until the unit of work ends. Refuses NOT_FOUND. */
    SearchSector lock(SearchSectorId id);

    void save(SearchSector sector);

    /** Of one search, newest first, older than the given id. */
    List<SearchSector> list(MissingSearchId search, Optional<SearchSectorId> olderThan, int limit);
}
