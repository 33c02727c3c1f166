package io.qipan.dispatch.searcharea;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.SearchAreaId;
import io.qipan.dispatch.searcharea.model.SearchArea;
import java.util.List;
import java.util.Optional;

/** The areas of search that were opened. Inside a unit of work only. */
interface SearchAreas {

    /**
     * Which to list; what is empty does not restrict.
     *
     * @param incident that they were opened on, or into which that one is merged
     */
    record Filter(boolean openOnly, Optional<IncidentId> incident) {}

    void add(SearchArea area);

    Optional<SearchArea> find(SearchAreaId id);

    /** The one that is open on this incident itself. */
    Optional<SearchArea> findOpen(IncidentId incident);

    /** The search area, kept from being changed by others until the unit of work ends. Refuses NOT_FOUND. */
    SearchArea lock(SearchAreaId id);

    void save(SearchArea area);

    /** Newest first, older than the given id. */
    List<SearchArea> list(Filter filter, Optional<SearchAreaId> olderThan, int limit);
}
