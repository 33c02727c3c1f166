package io.qipan.bench.watch;

import io.qipan.bench.fleet.Fixes;
import io.qipan.bench.fleet.LiveFleet;
import io.qipan.bench.fleet.LiveStage;
import io.qipan.bench.harness.Comparison;
import io.qipan.bench.harness.Comparison.Plan;
import io.qipan.bench.harness.Latencies;
import io.qipan.bench.harness.Machine;
import io.qipan.bench.harness.Measured;
import io.qipan.bench.harness.Report;
import io.qipan.bench.harness.Round;
import io.qipan.bench.harness.RunOptions;
import io.qipan.launcher.Board;
import io.qipan.launcher.DatabaseAccess;
import io.qipan.launcher.ExitCode;
import io.qipan.launcher.Service;
import io.qipan.launcher.Workspace;
import io.qipan.proto.common.v1.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "watch",
        description = "How long a fix takes from its device to its watcher, beside its way to the acknowledgement.",
        footer = {
            "How to read it: both ways begin when the fix is taken. The acknowledgement comes after the commit; what the",
            "watcher waits for beyond that is the service noticing and telling. The ratio is of those that came: below",
            "1, some were overtaken by a newer one of the same unit, as the contract says.",
            "Each watcher watches a place, each unit moves in one. Units and fixes as in ./qipan bench nearest --help.",
            "Needs a running board: ./qipan up --detach"
        })
public final class WatchCommand implements Callable<Integer> {

    private static final int CONNECTIONS = 8;
    /** Each has 8 batches under way, as many as the service reads ahead, and a batch waits for its commit. */
    private static final int STREAMS = 100;

    /** Around a place, in metres; the next one is more than three times as far. */
    private static final double RADIUS_M = 500;

    private static final int PLACES_IN_A_ROW = 20;
    private static final double BETWEEN_PLACES_DEG = 0.02;

    private final Workspace workspace;

    @Option(names = "--units", defaultValue = "5000", description = "That move. Default: ${DEFAULT-VALUE}.")
    private int units;

    @Option(names = "--watchers", defaultValue = "200", description = "Default: ${DEFAULT-VALUE}.")
    private int watchers;

    @Option(names = "--rate", defaultValue = "5000", description = "Fixes per second. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Mixin
    private RunOptions options = new RunOptions();

    public WatchCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() throws Exception {
        Plan plan = options.plan();
        RunOptions.atLeastOne("--units", units);
        RunOptions.atLeastOne("--watchers", watchers);
        RunOptions.atLeastOne("--rate", rate);
        Machine machine = Machine.here();
        DatabaseAccess database = DatabaseAccess.of(workspace, Service.PATROL);
        try (LiveStage stage = new LiveStage(workspace, database, options::say)) {
            List<String> fleet = stage.muster(units, List.of("patrol_car", "patrol_boat_small"));
            stage.fleet().place(fleet, this::placeOf);
            Comparison comparison = measure(plan, fleet);
            options.print(new Report(
                    "watch",
                    "Fixes",
                    comparison,
                    plan,
                    Map.of("units", units, "watchers", watchers, "fixes per second", rate),
                    machine,
                    database.version()));
            return comparison.errors() == 0 ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private Comparison measure(Plan plan, List<String> fleet) throws InterruptedException {
        List<Board> boards =
                Stream.generate(() -> Board.of(workspace)).limit(CONNECTIONS).toList();
        Latencies seen = new Latencies();
        Latencies acknowledged = new Latencies();
        List<UnitWatcher> watching = IntStream.range(0, watchers)
                .mapToObj(i -> new UnitWatcher(boards.get(i % CONNECTIONS), center(i), RADIUS_M, seen))
                .toList();
        CompletableFuture.allOf(watching.stream().map(UnitWatcher::ready).toArray(CompletableFuture<?>[]::new))
                .join();
        List<MovingUnits> moving = move(boards, fleet, acknowledged);
        try {
            return rounds(plan, seen, acknowledged, watching, moving);
        } finally {
            moving.forEach(MovingUnits::close);
            boards.forEach(Board::close);
        }
    }

    private List<MovingUnits> move(List<Board> boards, List<String> fleet, Latencies acknowledged) {
        String run = Fixes.DEVICES + Long.toString(System.currentTimeMillis(), 36) + "-";
        int streams = Math.min(STREAMS, fleet.size());
        List<MovingUnits> moving = new ArrayList<>();
        for (int i = 0; i < streams; i++) {
            int first = i;
            List<String> own = IntStream.range(0, fleet.size())
                    .filter(unit -> unit % streams == first)
                    .mapToObj(fleet::get)
                    .toList();
            moving.add(new MovingUnits(
                    boards.get(i % CONNECTIONS), own, this::placeOf, rate / (double) streams, run + i, acknowledged));
        }
        return moving;
    }

    private Comparison rounds(
            Plan plan, Latencies seen, Latencies acknowledged, List<UnitWatcher> watching, List<MovingUnits> moving)
            throws InterruptedException {
        options.say("Warming up");
        Thread.sleep(plan.warmUp());
        List<Round> told = new ArrayList<>();
        List<Round> kept = new ArrayList<>();
        seen.round();
        acknowledged.round();
        for (int i = 1; i <= plan.rounds(); i++) {
            Thread.sleep(plan.round());
            told.add(failing(
                    seen.round(),
                    watching.stream().flatMap(one -> one.failure().stream()).toList()));
            kept.add(failing(
                    acknowledged.round(),
                    moving.stream().flatMap(one -> one.failure().stream()).toList()));
            options.say("Round %d of %d: %,.0f/s"
                    .formatted(i, plan.rounds(), told.getLast().perSecond()));
        }
        return new Comparison(new Measured("Fix to its watcher", told), new Measured("Fix to acknowledgement", kept));
    }

    private static Round failing(Round round, List<Throwable> failures) {
        return new Round(
                round.latencies(),
                round.yields(),
                round.seconds(),
                failures.size(),
                failures.isEmpty() ? Optional.empty() : Optional.of(failures.getFirst()));
    }

    private static Point center(int watcher) {
        return LiveFleet.point(
                39.3 + watcher / PLACES_IN_A_ROW * BETWEEN_PLACES_DEG,
                106.5 + watcher % PLACES_IN_A_ROW * BETWEEN_PLACES_DEG);
    }

    /** Somewhere within the place of the unit. */
    private Point placeOf(String unit) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        Point center = center(Integer.parseInt(unit.substring(unit.lastIndexOf('-') + 1)) % watchers);
        return LiveFleet.point(
                center.getLatitude() + random.nextDouble(-0.002, 0.002),
                center.getLongitude() + random.nextDouble(-0.002, 0.002));
    }
}
