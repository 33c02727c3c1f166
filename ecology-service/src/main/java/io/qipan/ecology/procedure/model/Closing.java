package io.qipan.ecology.procedure.model;

import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.Optional;

/** What a case has to have behind it before it is closed. */
public final class Closing {

    private Closing() {}

    /** Why it cannot be closed yet; empty if it can. */
    public static Optional<Refusal> obstacle(String resource, Procedure procedure, Optional<Instant> crimeLineSince) {
        if (procedure.isTransferUndecided(crimeLineSince)) {
            return Optional.of(withoutTransfer(resource, procedure));
        }
        if (procedure.criminal().isOpen()) {
            return Optional.of(incomplete(
                    resource,
                    "end_of_criminal_track",
                    "its criminal track is " + procedure.criminal().code() + " and has to end first"));
        }
        if (procedure.administrative() instanceof Administrative.Filed) {
            return Optional.of(incomplete(
                    resource,
                    "penalty_decision",
                    "it is filed as an administrative case, so decide on the penalty first (行政处罚法 Art 57, 60)"));
        }
        if (cameBack(procedure.criminal()) && !isDecidedSince(procedure)) {
            return Optional.of(incomplete(
                    resource,
                    "penalty_decision",
                    "no crime is prosecuted, so the agency decides whether a penalty is due"
                            + " (国务院令310号 Art 10; 行政处罚法 Art 27)"));
        }
        return procedure.clocks().stream()
                .filter(clock -> clock.isOpen() && clock.setting().nature() == ClockSetting.Nature.DUTY)
                .findFirst()
                .map(clock -> incomplete(
                        resource,
                        clock.kind().name().toLowerCase(java.util.Locale.ROOT),
                        "its clock " + clock.number() + " still waits: "
                                + clock.setting().stops() + " ("
                                + clock.setting().basis() + ")"));
    }

    private static Refusal withoutTransfer(String resource, Procedure procedure) {
        return Refusal.of(
                        Reason.ILLEGAL_TRANSITION,
                        resource
                                + " cannot be closed: a rule says that the act is a crime; propose the transfer and have it"
                                + " decided first. (" + AgencyMoves.TRANSFER_FIRST + ")")
                .with("resource", resource)
                .with("state", procedure.criminal().code())
                .with("action", "be closed")
                .with("article", AgencyMoves.TRANSFER_FIRST);
    }

    /** That there is no penalty has to be decided with the knowledge of how the criminal track ended. */
    private static boolean isDecidedSince(Procedure procedure) {
        return switch (procedure.administrative()) {
            case Administrative.Penalised _ -> true;
            case Administrative.Dropped(Instant since) ->
                procedure.criminal().reachedAt().filter(since::isBefore).isEmpty();
            case Administrative.NotFiled _, Administrative.Filed _ -> false;
        };
    }

    private static boolean cameBack(Criminal criminal) {
        return !(criminal instanceof Criminal.Refused) && criminal.yieldsToNewerFacts();
    }

    private static Refusal incomplete(String resource, String missing, String text) {
        return Refusal.of(Reason.INCOMPLETE, resource + " cannot be closed: " + text + ".")
                .with("resource", resource)
                .with("missing", missing);
    }
}
