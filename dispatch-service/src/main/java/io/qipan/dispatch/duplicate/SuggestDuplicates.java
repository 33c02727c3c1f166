package io.qipan.dispatch.duplicate;

import io.qipan.dispatch.call.CallRecords;
import io.qipan.dispatch.call.model.Call;
import io.qipan.dispatch.duplicate.DuplicateCandidates.Candidate;
import io.qipan.dispatch.duplicate.model.Comparison;
import io.qipan.dispatch.duplicate.model.DuplicateRules;
import io.qipan.dispatch.duplicate.model.Evidence;
import io.qipan.dispatch.duplicate.model.Level;
import io.qipan.dispatch.duplicate.model.Sighting;
import io.qipan.dispatch.duplicate.model.Suggestion;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.incident.model.Priority;
import io.qipan.runtime.place.Location;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says which open incidents a call or an incident may be about, and why. Changes nothing. */
@Singleton
class SuggestDuplicates {
    private final DuplicateCandidates candidates;
    private final RuleHistory rules;
    private final Merges merges;
    private final CallRecords calls;
    private final IncidentRecords incidents;

    SuggestDuplicates(
            DuplicateCandidates candidates,
            RuleHistory rules,
            Merges merges,
            CallRecords calls,
            IncidentRecords incidents) {
        this.candidates = candidates;
        this.rules = rules;
        this.merges = merges;
        this.calls = calls;
        this.incidents = incidents;
    }

    /** Best first, and how many were compared. */
    record Suggestions(List<Suggestion> best, int compared) {}

    Suggestions forCall(CallId id, Optional<String> type) {
        Call call = calls.get(id);
        Sighting report = new Sighting(
                call.locations().reversed().stream()
                        .flatMap(location -> spot(location).stream())
                        .findFirst(),
                call.answeredAt(),
                type,
                call.description(),
                false,
                call.drill());
        return suggest(report, List.of(id), call.incident().map(merges::rootOf));
    }

    Suggestions forIncident(IncidentId id) {
        Incident incident = incidents.get(id);
        Sighting report = new Sighting(
                incident.chosenLocation().flatMap(SuggestDuplicates::spot),
                incident.openedAt(),
                Optional.of(incident.type()),
                incident.summary(),
                incident.priority() == Priority.P1,
                incident.drill());
        return suggest(report, candidates.newestCalls(id), Optional.of(merges.rootOf(id)));
    }

    private static Optional<Sighting.Spot> spot(Location location) {
        return location.shape().map(shape -> new Sighting.Spot(shape.middle(), location.radiusM()));
    }

    private Suggestions suggest(Sighting report, List<CallId> by, Optional<IncidentId> own) {
        DuplicateRules holding = rules.at(report.at());
        Comparison comparison = new Comparison(holding);
        List<Candidate> compared = candidates.near(report, by, holding.longestLookBack()).stream()
                .filter(candidate -> comparison.isWithinLookBack(report, candidate.sighting(), candidate.type()))
                .filter(candidate -> !Optional.of(candidate.root()).equals(own))
                .toList();
        Map<IncidentId, Suggestion> best = new HashMap<>();
        for (Candidate candidate : compared) {
            // Of all that are one, the one that is most alike speaks for them.
            suggestion(comparison, report, candidate)
                    .ifPresent(found -> best.merge(
                            found.root(), found, (one, other) -> one.points() >= other.points() ? one : other));
        }
        List<Suggestion> ordered = best.values().stream()
                .sorted(Comparator.comparingDouble(Suggestion::points)
                        .reversed()
                        .thenComparing(suggestion -> suggestion.root().uuid()))
                .toList();
        return new Suggestions(ordered, compared.size());
    }

    private static Optional<Suggestion> suggestion(Comparison comparison, Sighting report, Candidate candidate) {
        List<Evidence> reasons =
                comparison.compare(report, candidate.sighting(), candidate.type(), candidate.sameNumber());
        double points = reasons.stream().mapToDouble(Evidence::points).sum();
        return Level.of(points)
                .map(level -> new Suggestion(
                        candidate.root(),
                        reasons,
                        points,
                        level,
                        report.lifeRisk() || candidate.sighting().lifeRisk()));
    }
}
