package io.qipan.ecology.procedure;

import io.qipan.ecology.procedure.model.Administrative;
import io.qipan.ecology.procedure.model.Administrative.PenaltyKind;
import io.qipan.ecology.procedure.model.Criminal;
import io.qipan.ecology.procedure.model.Criminal.Outcome;
import io.qipan.ecology.procedure.model.FineDeviation;
import io.qipan.proto.ecology.v1.AdministrativeTrack;
import io.qipan.proto.ecology.v1.CriminalTrack;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The two tracks on the wire, in storage and in the model. */
final class TrackMessages {

    private TrackMessages() {}

    static AdministrativeTrack message(Administrative track) {
        AdministrativeTrack.Builder message =
                AdministrativeTrack.newBuilder().setState(AdministrativeTrack.State.valueOf(track.code()));
        switch (track) {
            case Administrative.NotFiled _ -> {}
            case Administrative.Filed(Instant since) -> message.setSince(Times.message(since));
            case Administrative.Dropped(Instant since) -> message.setSince(Times.message(since));
            case Administrative.Penalised penalised -> {
                message.setSince(Times.message(penalised.since()))
                        .setPenalty(penalty(penalised.kinds().getFirst()))
                        .setDecision(penalised.decision())
                        .setBasis(penalised.basis().orElse(""))
                        .setRuleSetRevision(penalised.revision());
                penalised.kinds().stream().skip(1).map(TrackMessages::penalty).forEach(message::addFurtherPenalties);
                penalised.fineFen().ifPresent(message::setFineFen);
                penalised
                        .deviation()
                        .ifPresent(
                                deviation -> message.setDeviation(io.qipan.proto.ecology.v1.FineDeviation.newBuilder()
                                        .setArticle(deviation.article())
                                        .setReason(deviation.reason())));
            }
        }
        return message.build();
    }

    static Administrative administrative(AdministrativeTrack message) {
        Instant since = Times.instant(message.getSince());
        return switch (message.getState()) {
            case NOT_FILED, STATE_UNSPECIFIED -> new Administrative.NotFiled();
            case FILED -> new Administrative.Filed(since);
            case DROPPED -> new Administrative.Dropped(since);
            case PENALISED -> penalised(since, message);
            case UNRECOGNIZED -> throw new IllegalStateException("Unknown state of the administrative track");
        };
    }

    private static Administrative.Penalised penalised(Instant since, AdministrativeTrack message) {
        List<PenaltyKind> kinds = kinds(message.getPenalty(), message.getFurtherPenaltiesList());
        return new Administrative.Penalised(
                since,
                kinds,
                kinds.contains(PenaltyKind.FINE) ? OptionalLong.of(message.getFineFen()) : OptionalLong.empty(),
                message.getDecision(),
                Optional.of(message.getBasis()).filter(basis -> !basis.isEmpty()),
                deviation(message.hasDeviation(), message.getDeviation()),
                message.getRuleSetRevision());
    }

    private static AdministrativeTrack.Penalty penalty(PenaltyKind kind) {
        return AdministrativeTrack.Penalty.valueOf(kind.name());
    }

    /** In the order in which they were told. */
    static List<PenaltyKind> kinds(AdministrativeTrack.Penalty first, List<AdministrativeTrack.Penalty> further) {
        return Stream.concat(Stream.of(first), further.stream())
                .map(penalty -> PenaltyKind.valueOf(penalty.name()))
                .toList();
    }

    static Optional<FineDeviation> deviation(boolean given, io.qipan.proto.ecology.v1.FineDeviation message) {
        return given ? Optional.of(new FineDeviation(message.getArticle(), message.getReason())) : Optional.empty();
    }

    static CriminalTrack message(Criminal track, Optional<String> police) {
        CriminalTrack.Builder message = CriminalTrack.newBuilder()
                .setState(CriminalTrack.State.valueOf(track.code()))
                .setOpen(track.isOpen());
        police.ifPresent(message::setPolice);
        track.reachedAt().map(Times::message).ifPresent(message::setSince);
        if (track instanceof Criminal.NotFiled notFiled) {
            message.setReturned(notFiled.returned());
        }
        if (track instanceof Criminal.Ended ended) {
            message.setOutcome(CriminalTrack.Outcome.valueOf(ended.outcome().name()));
        }
        return message.build();
    }

    static Criminal criminal(CriminalTrack message) {
        Instant since = Times.instant(message.getSince());
        return switch (message.getState()) {
            case NOT_PROPOSED, STATE_UNSPECIFIED -> new Criminal.NotProposed();
            case PROPOSED -> new Criminal.Proposed(since);
            case APPROVED -> new Criminal.Approved(since);
            case REFUSED -> new Criminal.Refused(since);
            case OPINION_GIVEN -> new Criminal.OpinionGiven(since);
            case HANDED_OVER -> new Criminal.HandedOver(since);
            case MISDIRECTED -> new Criminal.Misdirected(since);
            case RECEIVED -> new Criminal.Received(since);
            case FILED -> new Criminal.Filed(since);
            case NOT_FILED -> new Criminal.NotFiled(since, message.getReturned());
            case RECONSIDERING -> new Criminal.Reconsidering(since);
            case UPHELD -> new Criminal.Upheld(since);
            case SUPERVISED -> new Criminal.Supervised(since);
            case REASONS_DEMANDED -> new Criminal.ReasonsDemanded(since);
            case REASONS_GIVEN -> new Criminal.ReasonsGiven(since);
            case FILING_ORDERED -> new Criminal.FilingOrdered(since);
            case REVERSE_REVIEW -> new Criminal.ReverseReview(since);
            case ENDED ->
                new Criminal.Ended(since, Outcome.valueOf(message.getOutcome().name()));
            case UNRECOGNIZED -> throw new IllegalStateException("Unknown state of the criminal track");
        };
    }
}
