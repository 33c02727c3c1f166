package io.qipan.dispatch.missingperson;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.OpenSearches;
import jakarta.inject.Singleton;
import java.util.Optional;

@Singleton
class OpenSearchesOfIncident implements OpenSearches {
    private final MissingSearches searches;

    OpenSearchesOfIncident(MissingSearches searches) {
        this.searches = searches;
    }

    @Override
    public Optional<String> of(IncidentId incident) {
        return searches.list(new MissingSearches.Filter(true, Optional.of(incident)), Optional.empty(), 1).stream()
                .findFirst()
                .map(search -> search.id().name());
    }
}
