package io.qipan.dispatch.visit;

import io.qipan.dispatch.visit.model.KnownVisit;
import io.qipan.dispatch.visit.model.VisitRound;
import io.qipan.dispatch.visit.model.VisitRound.Missing;
import java.util.Optional;

/** What patrol-service has told of overdue visits. Inside a unit of work only. */
interface OverdueVisits {

    /** Who changes something of the same period waits. */
    void hold(String period);

    /** Of a held period. */
    Optional<KnownVisit> find(String duty);

    /** Of a held period. */
    Optional<VisitRound> findRound(String name);

    /** Counts what is known of the round now. */
    Optional<Missing> missing(String round);

    /** Of a held period. */
    void save(KnownVisit visit);

    /** Of a held period. */
    void save(VisitRound round);

    /** With all that is known of its visits. Of a held period. */
    void forget(VisitRound round);
}
