package io.qipan.dispatch.classification;

import io.qipan.dispatch.classification.model.CategoryCatalogue;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.proto.dispatch.v1.SetCategoryCatalogueRequest;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Puts the next revision of the catalogue in force, whole or not at all. */
@Singleton
class SetCatalogue {
    private final CategoryCatalogues catalogues;
    private final IncidentRecords incidents;
    private final Journal journal;
    private final InstantSource clock;

    SetCatalogue(CategoryCatalogues catalogues, IncidentRecords incidents, Journal journal, InstantSource clock) {
        this.catalogues = catalogues;
        this.incidents = incidents;
        this.journal = journal;
        this.clock = clock;
    }

    CategoryCatalogue set(SetCategoryCatalogueRequest request, String by) {
        CategoryCatalogue next = new CategoryCatalogue(
                request.getBaseRevision() + 1,
                Times.now(clock),
                by,
                request.getReason(),
                CatalogueMessages.categories(request.getCategoriesList()),
                CatalogueMessages.rules(request.getPriorityRulesList()));
        next.refusal(type -> incidents.type(type).isPresent()).ifPresent(refusal -> {
            throw refusal.asException();
        });
        catalogues.holdForChange();
        long newest = catalogues.newest();
        if (next.number() != newest + 1) {
            throw Refusal.staleEtag(
                            CategoryCatalogue.name(newest),
                            Long.toString(request.getBaseRevision()),
                            Long.toString(newest))
                    .asException();
        }
        catalogues.add(next);
        journal.append(
                next.name(), "category_catalogue.set", next.madeAt(), next.reason(), CatalogueMessages.message(next));
        return next;
    }
}
