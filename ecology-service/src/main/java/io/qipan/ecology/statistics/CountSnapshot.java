package io.qipan.ecology.statistics;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.ecology.statistics.PatrolFigures.Measured;
import io.qipan.ecology.statistics.Snapshots.Sum;
import io.qipan.ecology.statistics.model.Definition;
import io.qipan.ecology.statistics.model.Definitions;
import io.qipan.ecology.statistics.model.FigureCode;
import io.qipan.ecology.statistics.model.Period;
import io.qipan.proto.ecology.v1.Figure;
import io.qipan.proto.ecology.v1.StatisticsSnapshot;
import io.qipan.proto.ecology.v1.StatisticsSnapshot.State;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Counts a snapshot that was ordered and freezes it. Patrol-service is asked outside of the unit of work that freezes. */
@Singleton
public class CountSnapshot implements DeadlineHandler {
    private static final String ACTOR = "system:" + TakeSnapshot.COUNT;
    /** Longer than patrol-service is asked for; whoever takes over after that freezes at most once. */
    private static final Duration TAKE_OVER_AFTER = Duration.ofMinutes(15);

    private static final Set<FigureCode> OF_PATROL =
            EnumSet.of(FigureCode.PATROLS, FigureCode.PATROL_KM_FILTERED, FigureCode.PATROL_KM_RAW);

    private static final Set<FigureCode> OF_NO_AGENCY = EnumSet.of(
            FigureCode.CASES_FILED_BY_POLICE,
            FigureCode.CASES_OPENED,
            FigureCode.CASES_TRANSFERRED,
            FigureCode.CASES_TRANSFERRED_IN_TIME,
            FigureCode.CLUES_RECEIVED,
            FigureCode.EVIDENCE_TAKEN_IN);

    private final UnitOfWork unitOfWork;
    private final Snapshots snapshots;
    private final PatrolFigures patrolFigures;
    private final Definitions definitions;
    private final Deadlines deadlines;
    private final Journal journal;
    private final InstantSource clock;
    private final MeterRegistry meters;

    public CountSnapshot(
            UnitOfWork unitOfWork,
            Snapshots snapshots,
            PatrolFigures patrolFigures,
            Definitions definitions,
            Deadlines deadlines,
            Journal journal,
            InstantSource clock,
            MeterRegistry meters) {
        this.unitOfWork = unitOfWork;
        this.snapshots = snapshots;
        this.patrolFigures = patrolFigures;
        this.definitions = definitions;
        this.deadlines = deadlines;
        this.journal = journal;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public String kind() {
        return TakeSnapshot.COUNT;
    }

    @Override
    public boolean callsOut() {
        return true;
    }

    @Override
    public void handle(Due due) {
        UUID id = SnapshotName.parse(due.subject()).orElseThrow();
        StatisticsSnapshot ordered = unitOfWork.run(ACTOR, () -> {
            deadlines.set(TakeSnapshot.COUNT, due.subject(), Times.now(clock).plus(TAKE_OVER_AFTER));
            return snapshots.find(id).orElseThrow();
        });
        Measured measured = measure(ordered);
        boolean ignored = unitOfWork.run(ACTOR, () -> {
            snapshots
                    .lock(id)
                    .filter(found -> found.getState() == State.COUNTING)
                    .ifPresent(found -> freeze(id, found, measured, Times.now(clock)));
            deadlines.lift(TakeSnapshot.COUNT, due.subject());
            return true;
        });
    }

    private Measured measure(StatisticsSnapshot ordered) {
        if (ordered.getState() == State.FROZEN) {
            return new Measured.Unknown("it is frozen");
        }
        if (ordered.getScope().getDrills()) {
            return new Measured.Unknown("shifts and tracks do not tell drills apart");
        }
        if (isOfAnAgencyAlone(ordered)) {
            return new Measured.Unknown("units name no agency; count with the units as well");
        }
        return patrolFigures.measure(
                new Period(Times.instant(ordered.getFrom()), Times.instant(ordered.getUntil())),
                ordered.getScope().getUnitsList());
    }

    private static boolean isOfAnAgencyAlone(StatisticsSnapshot snapshot) {
        return !snapshot.getScope().getOptionalAgency().isEmpty()
                && snapshot.getScope().getUnitsCount() == 0;
    }

    private void freeze(UUID id, StatisticsSnapshot found, Measured measured, Instant now) {
        snapshots.keepOwnRows(id, found);
        if (measured instanceof Measured.Known known) {
            snapshots.keepPatrolRows(id, known.rows(), now);
        }
        Map<FigureCode, Sum> sums = snapshots.sums(id);
        StatisticsSnapshot.Builder frozen =
                found.toBuilder().setState(State.FROZEN).setFrozenAt(Times.message(now));
        for (Definition definition : definitions.all()) {
            frozen.addFigures(figure(definition, sums, unknown(definition.figure(), found, measured)));
        }
        StatisticsSnapshot told =
                frozen.setHash(SnapshotHash.of(frozen.build(), sums)).build();
        snapshots.save(id, told);
        journal.append(told.getName(), "statistics_snapshot.frozen", now, "", told);
        meters.counter("qipan.statistics.snapshots", "complete", Boolean.toString(measured instanceof Measured.Known))
                .increment();
    }

    private static Optional<String> unknown(FigureCode figure, StatisticsSnapshot snapshot, Measured measured) {
        if (OF_PATROL.contains(figure)) {
            return measured instanceof Measured.Unknown(String because) ? Optional.of(because) : Optional.empty();
        }
        boolean ofAgency = !snapshot.getScope().getOptionalAgency().isEmpty();
        return OF_NO_AGENCY.contains(figure) && ofAgency
                ? Optional.of("cases, their evidence and clues name no agency; count them without one")
                : Optional.empty();
    }

    private static Figure figure(Definition definition, Map<FigureCode, Sum> sums, Optional<String> unknown) {
        Figure.Builder figure = Figure.newBuilder().setDefinition(StatisticsMessages.message(definition));
        if (unknown.isPresent()) {
            return figure.setUnknownBecause(unknown.get()).build();
        }
        Optional<Sum> sum = Optional.ofNullable(sums.get(definition.figure()));
        return figure.setValue(sum.map(Sum::value).orElse(0.0))
                .setRows(sum.map(Sum::rows).orElse(0L))
                .build();
    }
}
