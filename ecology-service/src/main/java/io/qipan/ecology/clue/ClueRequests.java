package io.qipan.ecology.clue;

import io.qipan.ecology.clue.model.Report;
import io.qipan.ecology.clue.model.SiteCheck.FireTip;
import io.qipan.ecology.clue.model.Source;
import io.qipan.ecology.rule.RuleMessages;
import io.qipan.proto.ecology.v1.ListCluesRequest;
import io.qipan.proto.ecology.v1.SubmitClueRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Requests about clues in the words of the model. */
final class ClueRequests {

    private ClueRequests() {}

    static Report report(SubmitClueRequest request, Caller caller, Optional<UUID> tipster, Instant now) {
        Source source = source(request, caller);
        return new Report(
                source,
                switch (source) {
                    case PATROL -> caller.unit().orElse(request.getReference());
                    case AGENCY -> caller.agency().orElse(request.getReference());
                    case PUBLIC, SENSOR, HOTSPOT -> request.getReference();
                },
                Optional.of(request.getOptionalActivity()).filter(code -> !code.isEmpty()),
                Times.occurred(request.hasOccurredAt(), request.getOccurredAt(), now),
                RuleMessages.point(request.hasPoint(), request.getPoint()),
                request.getUncertaintyM(),
                request.getPlaceText(),
                request.getSummary(),
                Optional.empty(),
                tipster,
                request.getDrill());
    }

    static Optional<FireTip> fireTip(SubmitClueRequest request) {
        return switch (request.getFireTip()) {
            case URGENT -> Optional.of(FireTip.URGENT);
            case OTHER -> Optional.of(FireTip.OTHER);
            case FIRE_TIP_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }

    /** Units and agencies tell in their own name, and only in that. */
    private static Source source(SubmitClueRequest request, Caller caller) {
        boolean insider =
                caller.hasAny(Role.CALL_TAKER, Role.DISPATCHER, Role.COMMANDER, Role.ECOLOGY_OFFICER, Role.SERVICE);
        if (insider) {
            return Source.valueOf(request.getSource().name());
        }
        if (caller.hasAny(Role.UNIT) && caller.unit().isPresent()) {
            return Source.PATROL;
        }
        return agency(caller).map(_ -> Source.AGENCY).orElseThrow(() -> nameless(caller));
    }

    /** The agency that the caller belongs to. */
    static Optional<String> agency(Caller caller) {
        return caller.hasAny(Role.AGENCY) ? caller.agency() : Optional.empty();
    }

    static RuntimeException nameless(Caller caller) {
        return Refusal.of(
                        Reason.ACCESS_DENIED,
                        "The token of " + caller.subject() + " names neither a unit nor an agency to speak for.")
                .with("method", "clues")
                .asException();
    }

    static Clues.Filter filter(ListCluesRequest request, Instant now) {
        return new Clues.Filter(
                switch (request.getOptionalState()) {
                    case STATE_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
                    case RECEIVED, TRIAGED, ANSWERED ->
                        Optional.of(request.getOptionalState().name());
                },
                switch (request.getOptionalSource()) {
                    case SOURCE_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
                    case PUBLIC, PATROL, SENSOR, HOTSPOT, AGENCY ->
                        Optional.of(request.getOptionalSource().name());
                },
                request.getOverdue() ? Optional.of(now) : Optional.empty(),
                Optional.empty());
    }
}
