package io.qipan.dispatch.incident.model;

import java.util.List;
import java.util.Optional;

/**
 * A type of incident.
 *
 * @param needs capabilities that its units need
 * @param ecologicalActivity what ecology-service judges, if the type is ecological
 */
public record IncidentType(
        String code,
        String nameEn,
        String nameZh,
        Priority defaultPriority,
        List<String> needs,
        Optional<String> ecologicalActivity) {

    public IncidentType {
        needs = List.copyOf(needs);
    }
}
