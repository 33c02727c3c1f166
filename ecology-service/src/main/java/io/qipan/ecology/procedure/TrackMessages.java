package io.qipan.ecology.procedure;

import io.qipan.ecology.procedure.model.Administrative;
import io.qipan.ecology.procedure.model.Administrative.PenaltyKind;
import io.qipan.ecology.procedure.model.Criminal;
import io.qipan.ecology.procedure.model.Criminal.Outcome;
import io.qipan.proto.ecology.v1.AdministrativeTrack;
import io.qipan.proto.ecology.v1.CriminalTrack;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

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
                        .setPenalty(AdministrativeTrack.Penalty.valueOf(
                                penalised.kind().name()))
                        .setDecision(penalised.decision());
                penalised.fineFen().ifPresent(message::setFineFen);
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
            case PENALISED ->
                new Administrative.Penalised(
                        since,
                        PenaltyKind.valueOf(message.getPenalty().name()),
                        message.getPenalty() == AdministrativeTrack.Penalty.FINE
                                ? OptionalLong.of(message.getFineFen())
                                : OptionalLong.empty(),
                        message.getDecision());
            case UNRECOGNIZED -> throw new IllegalStateException("Unknown state of the administrative track");
        };
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
