package io.qipan.dispatch.classification;

import io.qipan.dispatch.classification.model.CategoryCatalogue;
import java.util.List;
import java.util.Optional;

/** The revisions of the catalogue. Inside a unit of work only. */
interface CategoryCatalogues {

    /** Keeps others from making revisions until the end of the unit of work. */
    void holdForChange();

    /** 0 if there is none. */
    long newest();

    Optional<CategoryCatalogue> find(long number);

    void add(CategoryCatalogue catalogue);

    /** The newest first. */
    List<CategoryCatalogue> list(Optional<Long> before, int limit);
}
