package io.qipan.ecology.procedure.model;

import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.util.Optional;

/** What a case has to have behind it before it is closed. */
public final class Closing {

    private Closing() {}

    /** Why it cannot be closed yet; empty if it can. */
    public static Optional<Refusal> obstacle(String resource, Procedure procedure) {
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
        if (cameBack(procedure.criminal()) && procedure.administrative() instanceof Administrative.NotFiled) {
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

    private static boolean cameBack(Criminal criminal) {
        return switch (criminal) {
            case Criminal.NotFiled _, Criminal.Upheld _ -> true;
            case Criminal.Ended(var since, var outcome) ->
                outcome != Criminal.Outcome.CONVICTED && outcome != Criminal.Outcome.ACQUITTED;
            default -> false;
        };
    }

    private static Refusal incomplete(String resource, String missing, String text) {
        return Refusal.of(Reason.INCOMPLETE, resource + " cannot be closed: " + text + ".")
                .with("resource", resource)
                .with("missing", missing);
    }
}
