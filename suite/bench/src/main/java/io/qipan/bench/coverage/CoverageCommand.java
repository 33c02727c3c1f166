package io.qipan.bench.coverage;

import io.qipan.bench.fleet.BenchFleet;
import io.qipan.bench.fleet.BenchGrid;
import io.qipan.bench.harness.Comparison;
import io.qipan.bench.harness.Comparison.Plan;
import io.qipan.bench.harness.Machine;
import io.qipan.bench.harness.Report;
import io.qipan.bench.harness.RunOptions;
import io.qipan.launcher.Board;
import io.qipan.launcher.DatabaseAccess;
import io.qipan.launcher.ExitCode;
import io.qipan.launcher.Service;
import io.qipan.launcher.Workspace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "coverage",
        description =
                "Measures tracks against the grid: fixes per second until evidence, visits, duties and signs are stored,"
                        + " beside only reading the same fixes.",
        footer = {
            "How to read it: whoever measures a track must read it; the ratio is what measuring and storing what was found",
            "leave of that. What comes first is compared with what comes next: measuring again writes all evidence anew.",
            "P50 and P99 are of all tracks once.",
            "A board without a grid is given one of 54 zones and 486 cells, which stays. The tracks are deleted afterwards",
            "and coverage measured without them; the units stay, out of service, and so does the history of visit duties.",
            "Needs a running board, ./qipan up --detach, that nobody works with."
        })
public final class CoverageCommand implements Callable<Integer> {

    private final Workspace workspace;

    @Option(names = "--units", defaultValue = "100", description = "That the tracks are of. Default: ${DEFAULT-VALUE}.")
    private int units;

    @Option(names = "--hours", defaultValue = "4", description = "Of each track. Default: ${DEFAULT-VALUE}.")
    private int hours;

    @Option(
            names = "--connections",
            defaultValue = "2",
            description = "That read at a time, as many as the service measures at a time. Default: ${DEFAULT-VALUE}.")
    private int connections;

    @Mixin
    private RunOptions options = new RunOptions();

    public CoverageCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() throws Exception {
        Plan plan = options.plan();
        RunOptions.atLeastOne("--units", units);
        RunOptions.atLeastOne("--hours", hours);
        RunOptions.atLeastOne("--connections", connections);
        Machine machine = Machine.here();
        DatabaseAccess database = DatabaseAccess.of(workspace, Service.PATROL);
        try (Board board = Board.of(workspace)) {
            BenchGrid grid = BenchGrid.of(board, options::say);
            options.say("Looking after %,d units".formatted(units));
            List<String> fleet = BenchFleet.settle(board, units);
            Tracks tracks = Tracks.of(database, fleet, Duration.ofHours(hours));
            Comparison comparison = compare(board, tracks, grid, plan);
            options.print(new Report(
                    "coverage",
                    "Fixes measured",
                    comparison,
                    plan,
                    Map.of("units", units, "fixes of each", tracks.fixesOfEach(), "reading connections", connections),
                    machine,
                    database.version()));
            return comparison.errors() == 0 ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private Comparison compare(Board board, Tracks tracks, BenchGrid grid, Plan plan) throws Exception {
        try (MeasuringSide claim = new MeasuringSide(board, tracks);
                ReadingSide limit = new ReadingSide(tracks, connections)) {
            options.say("Adding %,d fixes".formatted(tracks.fixes()));
            try {
                tracks.add(grid);
                return Comparison.take(claim, limit, plan, () -> {}, options::say);
            } finally {
                options.say("Deleting the fixes, and measuring without them");
                tracks.delete();
                claim.once().toCompletableFuture().join();
            }
        }
    }
}
