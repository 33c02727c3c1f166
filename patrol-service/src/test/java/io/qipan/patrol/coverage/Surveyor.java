package io.qipan.patrol.coverage;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qipan.patrol.Patrol;
import io.qipan.patrol.grid.model.Grid;
import io.qipan.patrol.grid.model.GridChange;
import io.qipan.patrol.grid.model.GridFeature;
import io.qipan.patrol.grid.model.GridRevision;
import io.qipan.patrol.position.Batch;
import io.qipan.patrol.position.PositionPorts;
import io.qipan.patrol.position.TrackChanges;
import io.qipan.patrol.position.model.Fix;
import io.qipan.patrol.suspicion.SuspicionPorts;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.runtime.deadline.DeadlineWorker;
import io.qipan.runtime.deadline.PostgresDeadlines;
import io.qipan.runtime.journal.PostgresJournal;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.work.Tx;
import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.TestClock;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Coverage put together by hand on PostgreSQL, with words for what tests do. */
public final class Surveyor {
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final Patrol patrol;
    private final TrackChanges changes = PositionPorts.trackChanges();
    private final Surveys surveys;
    private final VisitDuties duties = new PostgresVisitDuties();
    private final Visits visits = new PostgresVisits();
    private final Pieces pieces = new PostgresPieces();
    private final WeighVisits weighVisits;
    private final JudgeDuties judgeDuties;
    private final CheckVisitDuty checkVisitDuty;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private TrackWitness witness;

    private Surveyor(UnitOfWork unitOfWork, InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        patrol = Patrol.onPostgres(unitOfWork, clock);
        surveys = new Surveys(patrol.grids());
        witness = SuspicionPorts.witness(surveys);
        weighVisits = new WeighVisits(visits, surveys);
        judgeDuties =
                new JudgeDuties(duties, weighVisits, surveys, new PostgresDeadlines(clock), new PostgresJournal(clock));
        checkVisitDuty = new CheckVisitDuty(duties, judgeDuties, surveys, clock);
    }

    public static Surveyor on(UnitOfWork unitOfWork, InstantSource clock) {
        return new Surveyor(unitOfWork, clock);
    }

    /** Has this done in the same transaction as each measuring. */
    Surveyor withWitness(TrackWitness other) {
        witness = other;
        return this;
    }

    SimpleMeterRegistry meters() {
        return meters;
    }

    public CoverageWorker worker() {
        MeasureTrack measureTrack = new MeasureTrack(
                changes,
                patrol.positions(),
                PositionPorts.days(),
                patrol.units(),
                patrol.kinds(),
                surveys,
                pieces,
                visits,
                judgeDuties,
                witness);
        FollowGrid followGrid = new FollowGrid(patrol.grids(), surveys, duties, judgeDuties, changes);
        return new CoverageWorker(
                unitOfWork, measureTrack, followGrid, changes, new CoverageMeters(meters), clock, 2, Duration.ZERO);
    }

    DeadlineWorker deadlines() {
        return new DeadlineWorker(unitOfWork, clock, List.of(checkVisitDuty));
    }

    public List<RpcService> services() {
        return List.of(
                new CoverageRpc(
                        unitOfWork,
                        clock,
                        surveys,
                        visits,
                        duties,
                        new ReadCoverage(surveys, visits, duties, pieces, weighVisits),
                        new ReadFreshness(patrol.grids(), pieces),
                        new RecomputeCoverage(patrol.units(), changes, PositionPorts.days())),
                SuspicionPorts.rpc(unitOfWork, patrol.units()));
    }

    public void register(String unit, String kind) {
        Unit registered = Unit.registered(unit, unit, kind, List.of(), Optional.empty());
        unitOfWork.run("test", () -> patrol.units().add(registered));
    }

    /** Makes these the next revision of the grid. */
    public void grid(Instant madeAt, GridFeature... features) {
        unitOfWork.run("test", () -> {
            long newest = patrol.grids().newest();
            Grid before = newest == 0 ? Grid.empty() : patrol.grids().at(newest);
            GridChange change = GridChange.between(before, Grid.of(newest + 1, Arrays.asList(features)));
            patrol.grids()
                    .add(
                            new GridRevision(
                                    newest + 1,
                                    madeAt,
                                    "test",
                                    "",
                                    change.added().size(),
                                    change.changed().size(),
                                    change.removed().size()),
                            change);
            return newest;
        });
    }

    public void report(String unit, List<Fix> fixes) {
        Batch batch = new Batch(unit, fixes, List.of());
        unitOfWork.run("test", () -> patrol.positions().keep(List.of(batch)));
    }

    /** Follows the grid and measures what waits. */
    public void measureAll() {
        CoverageWorker worker = worker();
        while (worker.follow()) {}
        while (worker.measure()) {}
    }

    void recompute(Instant from, Instant until) {
        unitOfWork.run("test", () -> changes.addAgainOfAll(new TrackChanges.Part(from, until), clock.instant()));
    }

    long waiting() {
        return unitOfWork.read(changes::waiting).parts();
    }

    /** All that was measured, as text, in an order that does not depend on how it came there. */
    List<String> everything() {
        return unitOfWork.read(() -> {
            List<String> rows = new ArrayList<>();
            for (String table : List.of("coverage_evidence", "visit", "track_sign", "track_device")) {
                for (Row row : Tx.current().query("select t::text as row from " + table + " t order by 1")) {
                    rows.add(table + " " + row.getString("row"));
                }
            }
            return rows;
        });
    }

    /** Duties with their states, without versions. */
    List<String> duties() {
        return unitOfWork.read(() -> {
            List<String> rows = new ArrayList<>();
            for (Row row : Tx.current().query("select * from visit_duty order by name")) {
                rows.add(row.getString("name").substring("visitDuties/".length()) + " " + row.getString("state") + " "
                        + row.getInteger("done") + "/" + row.getInteger("needed"));
            }
            return rows;
        });
    }

    /** What the journal tells of a duty, in order. */
    List<String> told(String duty) {
        return unitOfWork.read(() -> {
            List<String> actions = new ArrayList<>();
            for (Row row : Tx.current()
                    .query("select action from journal where resource = $1 order by position", "visitDuties/" + duty)) {
                actions.add(row.getString("action").substring("visit_duty.".length()));
            }
            return actions;
        });
    }

    /** Moves the clock there, and has done what was due on the way. */
    void wait(TestClock until, Instant time) {
        until.set(time);
        try (DeadlineWorker deadlines = deadlines()) {
            while (deadlines.handleNext()) {}
        }
    }
}
