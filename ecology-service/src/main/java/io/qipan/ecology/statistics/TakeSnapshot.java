package io.qipan.ecology.statistics;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.ecology.registry.ResponsibleAgencies;
import io.qipan.ecology.statistics.model.Period;
import io.qipan.proto.ecology.v1.StatisticsScope;
import io.qipan.proto.ecology.v1.StatisticsSnapshot;
import io.qipan.proto.ecology.v1.StatisticsSnapshot.State;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Orders a snapshot; a durable deadline counts it. */
@Singleton
public class TakeSnapshot {
    static final String COUNT = "statistics.count";

    private final Snapshots snapshots;
    private final ResponsibleAgencies agencies;
    private final Deadlines deadlines;
    private final Journal journal;

    public TakeSnapshot(Snapshots snapshots, ResponsibleAgencies agencies, Deadlines deadlines, Journal journal) {
        this.snapshots = snapshots;
        this.agencies = agencies;
        this.deadlines = deadlines;
        this.journal = journal;
    }

    public StatisticsSnapshot take(Period period, StatisticsScope scope, String by, Instant now) {
        if (!period.isOverBy(now)) {
            String wrong = "the period from " + period.from() + " until " + period.until()
                    + " must end after it begins, be at most 366 days long and be over";
            throw Refusal.of(Reason.INVALID_FIELD, "until: " + wrong + ".")
                    .withViolations(List.of(new Violation("until", wrong)))
                    .asException();
        }
        if (!scope.getOptionalAgency().isEmpty()) {
            agencies.mustKnow(scope.getOptionalAgency());
        }
        return order(
                StatisticsSnapshot.newBuilder()
                        .setFrom(Times.message(period.from()))
                        .setUntil(Times.message(period.until()))
                        .setScope(scope),
                by,
                now);
    }

    /** Counts again what another snapshot has counted. */
    public StatisticsSnapshot takeAgain(String name, String by, Instant now) {
        StatisticsSnapshot first = SnapshotName.parse(name)
                .flatMap(snapshots::find)
                .orElseThrow(() -> Refusal.notFound(name).asException());
        if (first.getState() != State.FROZEN) {
            throw Refusal.illegalTransition(name, first.getState().name(), "be counted again")
                    .asException();
        }
        return order(
                StatisticsSnapshot.newBuilder()
                        .setFrom(first.getFrom())
                        .setUntil(first.getUntil())
                        .setScope(first.getScope())
                        .setRerunOf(name),
                by,
                now);
    }

    private StatisticsSnapshot order(StatisticsSnapshot.Builder what, String by, Instant now) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        StatisticsSnapshot ordered = what.setName(SnapshotName.PREFIX + id)
                .setState(State.COUNTING)
                .setOrderedAt(Times.message(now))
                .setOrderedBy(by)
                .build();
        snapshots.add(id, ordered);
        journal.append(ordered.getName(), "statistics_snapshot.ordered", now, "", ordered);
        deadlines.set(COUNT, ordered.getName(), now);
        return ordered;
    }
}
