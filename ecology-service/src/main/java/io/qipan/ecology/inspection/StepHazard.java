package io.qipan.ecology.inspection;

import io.qipan.ecology.agency.model.Agency;
import io.qipan.ecology.casefile.CaseName;
import io.qipan.ecology.casefile.Cases;
import io.qipan.ecology.inspection.model.Hazard;
import io.qipan.ecology.inspection.model.HazardClocks;
import io.qipan.ecology.inspection.model.Recheck;
import io.qipan.ecology.procedure.model.ClockBook;
import io.qipan.ecology.registry.ResponsibleAgencies;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Takes a step with a hazard. */
@Singleton
public class StepHazard {
    private static final Duration ASK_AGAIN = Duration.ofDays(30);

    private final Hazards hazards;
    private final HazardRecords records;
    private final Cases cases;
    private final ResponsibleAgencies agencies;
    private final HazardClocks clocks;

    public StepHazard(
            Hazards hazards, HazardRecords records, Cases cases, ResponsibleAgencies agencies, ClockBook book) {
        this.hazards = hazards;
        this.records = records;
        this.cases = cases;
        this.agencies = agencies;
        this.clocks = new ClocksOfBook(book);
    }

    /** Which hazard, in the state that the caller has read. */
    public record Target(String name, String etag, Instant now) {}

    /** A step somebody wants to take. */
    public sealed interface Step {
        record ReportRectified(String note) implements Step {}

        record FoundGone(Recheck recheck) implements Step {}

        record FoundStillThere(Recheck recheck, Instant dueAt, String reason) implements Step {}

        record Extend(Instant dueAt, String reason) implements Step {}

        record HandOn(String to, String reason) implements Step {}

        record TakeBack(Optional<Instant> dueAt, String reason) implements Step {}
    }

    public Hazard take(Target target, Step step) {
        Instant now = target.now();
        return switch (step) {
            case Step.ReportRectified(String note) ->
                change(target, now, "hazard.rectified", note, it -> it.rectified(note, now, clocks));
            case Step.FoundGone(Recheck recheck) ->
                change(target, recheck.at(), "hazard.closed", recheck.note(), it -> it.gone(recheck));
            case Step.FoundStillThere(Recheck recheck, Instant dueAt, String reason) ->
                change(
                        target,
                        recheck.at(),
                        "hazard.still_there",
                        recheck.note(),
                        it -> it.stillThere(recheck, dueAt, reason));
            case Step.Extend(Instant dueAt, String reason) ->
                change(target, now, "hazard.extended", reason, it -> it.extended(dueAt, reason, now));
            case Step.HandOn(String to, String reason) -> {
                mustKnow(to);
                yield change(
                        target, now, "hazard.handed_on", reason, it -> it.handedOn(to, reason, now.plus(ASK_AGAIN)));
            }
            case Step.TakeBack(Optional<Instant> dueAt, String reason) ->
                change(target, now, "hazard.taken_back", reason, it -> it.takenBack(dueAt, reason, now));
        };
    }

    private Hazard change(
            Target target, Instant at, String action, String reason, Function<Hazard, Decision<Hazard>> step) {
        Hazard changed = HazardMessages.id(target.name())
                .flatMap(hazards::lock)
                .orElseThrow(() -> Refusal.notFound(target.name()).asException())
                .unchangedSince(target.etag())
                .then(hazard -> step.apply(hazard.recounted(clocks)))
                .orRefuse();
        records.changed(changed, action, at, target.now(), reason);
        return changed;
    }

    private void mustKnow(String to) {
        if (to.startsWith(Agency.PREFIX)) {
            agencies.mustKnow(to);
        } else if (CaseName.parse(to).flatMap(cases::find).isEmpty()) {
            throw Refusal.notFound(to).asException();
        }
    }
}
