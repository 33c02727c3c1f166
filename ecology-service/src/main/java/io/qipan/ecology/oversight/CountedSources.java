package io.qipan.ecology.oversight;

import io.qipan.ecology.casefile.CaseName;
import io.qipan.ecology.casefile.Cases;
import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.inspection.Inspections;
import io.qipan.ecology.inspection.model.Inspection;
import io.qipan.ecology.oversight.model.Campaign;
import io.qipan.ecology.oversight.model.Fields;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What results of campaigns count: cases and inspections of their time, no exercises. Inside a unit of work only. */
@Singleton
public class CountedSources {
    private final Cases cases;
    private final Inspections inspections;

    public CountedSources(Cases cases, Inspections inspections) {
        this.cases = cases;
        this.inspections = inspections;
    }

    /** Refuses the first that is not there or does not count for the campaign. */
    void check(Campaign campaign, List<String> sources) {
        Map<String, CaseFile> files = cases
                .findAll(sources.stream()
                        .map(CaseName::parse)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet()))
                .stream()
                .collect(Collectors.toMap(CaseFile::name, Function.identity()));
        Set<UUID> ids = sources.stream()
                .map(CountedSources::id)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        Map<String, Inspection> made = ids.isEmpty()
                ? Map.of()
                : inspections.findAll(ids).stream().collect(Collectors.toMap(Inspection::name, Function.identity()));
        for (String source : sources) {
            Optional<Refusal> wrong = source.startsWith(CaseFile.KIND)
                    ? ofCase(campaign, source, files)
                    : ofInspection(campaign, source, made);
            if (wrong.isPresent()) {
                throw wrong.get().asException();
            }
        }
    }

    private static Optional<Refusal> ofCase(Campaign campaign, String name, Map<String, CaseFile> files) {
        CaseFile found = files.get(name);
        if (found == null) {
            return Optional.of(Refusal.notFound(name));
        }
        return found.facts().drill()
                ? Optional.of(invalid(campaign, name + " is an exercise"))
                : outside(campaign, name, found.openedAt());
    }

    private static Optional<Refusal> ofInspection(Campaign campaign, String name, Map<String, Inspection> made) {
        Inspection found = made.get(name);
        if (found == null) {
            return Optional.of(Refusal.notFound(name));
        }
        if (found.drill() || found.annulled().isPresent()) {
            return Optional.of(invalid(campaign, name + (found.drill() ? " is an exercise" : " was annulled")));
        }
        return outside(campaign, name, found.inspectedAt());
    }

    private static Optional<UUID> id(String name) {
        if (!name.startsWith(Inspection.KIND)) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(name.substring(Inspection.KIND.length())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Refusal> outside(Campaign campaign, String name, Instant at) {
        Campaign.Plan plan = campaign.plan();
        return at.isBefore(plan.from()) || at.isAfter(plan.until())
                ? Optional.of(invalid(
                        campaign,
                        name + " is of " + at + ", and the campaign goes from " + plan.from() + " until "
                                + plan.until()))
                : Optional.empty();
    }

    private static Refusal invalid(Campaign campaign, String text) {
        return Fields.invalid(campaign.name(), "sources", text);
    }
}
