package io.qipan.dispatch.duplicate;

import io.qipan.dispatch.duplicate.model.DuplicateRule;
import io.qipan.dispatch.duplicate.model.Evidence;
import io.qipan.dispatch.duplicate.model.Link;
import io.qipan.dispatch.duplicate.model.Merge;
import io.qipan.dispatch.duplicate.model.Suggestion;
import io.qipan.dispatch.id.model.Etag;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.proto.dispatch.v1.DuplicateReason;
import io.qipan.proto.dispatch.v1.DuplicateSuggestion;
import io.qipan.proto.dispatch.v1.IncidentLink;
import io.qipan.proto.dispatch.v1.IncidentMerge;
import io.qipan.proto.dispatch.v1.Priority;
import io.qipan.runtime.rpc.Times;

/** Suggestions, merges and links on the wire. */
final class DuplicateMessages {

    private DuplicateMessages() {}

    /**
     * @param root the incident that is suggested, as it is now
     */
    static DuplicateSuggestion message(Suggestion suggestion, Incident root) {
        return DuplicateSuggestion.newBuilder()
                .setIncident(root.id().name())
                .setNumber(root.number())
                .setEtag(Etag.of(root.version()))
                .setType(root.type())
                .setPriority(Priority.valueOf(root.priority().name()))
                .setSummary(root.summary())
                .setPoints(suggestion.points())
                .setLevel(DuplicateSuggestion.Level.valueOf(suggestion.level().name()))
                .addAllReasons(suggestion.reasons().stream()
                        .map(DuplicateMessages::message)
                        .toList())
                .setLifeRisk(suggestion.lifeRisk())
                .build();
    }

    private static DuplicateReason message(Evidence evidence) {
        return DuplicateReason.newBuilder()
                .setKind(DuplicateReason.Kind.valueOf(evidence.kind().name()))
                .setPoints(evidence.points())
                .setExplanation(evidence.explanation())
                .build();
    }

    static IncidentMerge message(Merge merge) {
        IncidentMerge.Builder message = IncidentMerge.newBuilder()
                .setName(merge.name())
                .setIncident(merge.incident().name())
                .setInto(merge.into().name())
                .setMergedAt(Times.message(merge.at()))
                .setMergedBy(merge.by())
                .setReason(merge.reason());
        merge.undone()
                .ifPresent(undone -> message.setUnmergedAt(Times.message(undone.at()))
                        .setUnmergedBy(undone.by())
                        .setUnmergeReason(undone.reason()));
        return message.build();
    }

    static IncidentLink message(Link link) {
        return IncidentLink.newBuilder()
                .setIncident(link.incident().name())
                .setOther(link.other().name())
                .setKind(IncidentLink.Kind.valueOf(link.kind().name()))
                .setLinkedAt(Times.message(link.at()))
                .setLinkedBy(link.by())
                .setReason(link.reason())
                .build();
    }

    static io.qipan.proto.dispatch.v1.DuplicateRule message(DuplicateRule rule) {
        return io.qipan.proto.dispatch.v1.DuplicateRule.newBuilder()
                .setType(rule.type())
                .setValidFrom(Times.message(rule.validFrom()))
                .setLookBackS((int) rule.lookBack().toSeconds())
                .setSpreadM(rule.spreadM())
                .setPaceS((int) rule.pace().toSeconds())
                .setFamily(rule.family())
                .setSetBy(rule.setBy())
                .setName(rule.name())
                .build();
    }
}
