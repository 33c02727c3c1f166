package io.qipan.dispatch.visit;

import io.qipan.dispatch.attention.RaiseAttention;
import io.qipan.dispatch.attention.RecheckAttention;
import io.qipan.dispatch.attention.model.AttentionKind;
import io.qipan.dispatch.attention.model.Occasion;
import io.qipan.dispatch.visit.model.KnownVisit;
import io.qipan.dispatch.visit.model.VisitRound;
import io.qipan.dispatch.visit.model.VisitRound.Missing;
import io.qipan.runtime.deadline.Deadlines;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Stores what is overdue in a zone and period, keeps its deadline and puts it into the queue, or has it taken from there, always
 * all. The journal has the attention; that of the visits is in patrol-service.
 */
@Singleton
class VisitRecords {
    /** Deadline of a round: it is put into the queue again, or forgotten. */
    static final String LOOK = "overdue_visits.look";

    private final OverdueVisits visits;
    private final Deadlines deadlines;
    private final RaiseAttention raiseAttention;
    private final RecheckAttention recheckAttention;

    VisitRecords(
            OverdueVisits visits,
            Deadlines deadlines,
            RaiseAttention raiseAttention,
            RecheckAttention recheckAttention) {
        this.visits = visits;
        this.deadlines = deadlines;
        this.raiseAttention = raiseAttention;
        this.recheckAttention = recheckAttention;
    }

    /** What is known of a visit, whose period is held from now on. */
    Optional<KnownVisit> hold(String duty) {
        visits.hold(period(duty));
        return visits.find(duty);
    }

    /** A round, whose period is held from now on. */
    Optional<VisitRound> holdRound(String name) {
        visits.hold(period(name));
        return visits.findRound(name);
    }

    /** The last part of either name. */
    private static String period(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** Keeps what is known of a visit, and returns what is missing of its round then. Of a held period. */
    Optional<Missing> keep(KnownVisit visit) {
        visits.save(visit);
        return visits.missing(visit.round());
    }

    /** Of a held period. */
    void change(VisitRound next) {
        visits.save(next);
        schedule(next);
        if (next.missing().isEmpty()) {
            recheckAttention.recheck(next.name());
        }
    }

    /** Puts a round that was stored into the queue. */
    void raise(VisitRound round) {
        raiseAttention.raise(List.of(new Occasion(AttentionKind.VISITS_OVERDUE, round.name(), round.text(), 1)));
    }

    /** Of a held period. */
    void forget(VisitRound round) {
        visits.forget(round);
        deadlines.lift(LOOK, round.name());
        recheckAttention.recheck(round.name());
    }

    void schedule(VisitRound round) {
        deadlines.set(LOOK, round.name(), round.nextDeadlineAt());
    }
}
