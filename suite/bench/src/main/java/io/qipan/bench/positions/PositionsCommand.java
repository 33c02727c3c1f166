package io.qipan.bench.positions;

import io.qipan.bench.fleet.BenchFleet;
import io.qipan.bench.fleet.Fixes;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "positions",
        description = "Fixes per second, from a stream over gRPC to commit to acknowledgement, beside COPY of the same"
                + " rows into the same table.",
        footer = {
            "How to read it: COPY is the fastest way into the table. It checks no rule, knows no fix that came before,",
            "moves no last known position, and its rows came over no network; the ratio is what all that leaves.",
            "P50 and P99 are of a batch until it is acknowledged, and of one COPY.",
            "Needs a running board: ./qipan up --detach. The fixes are deleted afterwards; the units stay, out of service."
        })
public final class PositionsCommand implements Callable<Integer> {

    private final Workspace workspace;

    @Option(names = "--units", defaultValue = "3000", description = "That the fixes are of. Default: ${DEFAULT-VALUE}.")
    private int units;

    @Option(names = "--streams", defaultValue = "16", description = "Open at a time. Default: ${DEFAULT-VALUE}.")
    private int streams;

    @Option(names = "--batch", defaultValue = "100", description = "Fixes in a batch. Default: ${DEFAULT-VALUE}.")
    private int batch;

    @Option(
            names = "--connections",
            defaultValue = "2",
            description = "That copy at a time, as many as the service has writers. Default: ${DEFAULT-VALUE}.")
    private int connections;

    @Mixin
    private RunOptions options = new RunOptions();

    public PositionsCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() throws Exception {
        Plan plan = options.plan();
        RunOptions.atLeastOne("--units", units);
        RunOptions.atLeastOne("--streams", streams);
        RunOptions.atLeastOne("--batch", batch);
        RunOptions.atLeastOne("--connections", connections);
        Machine machine = Machine.here();
        DatabaseAccess database = DatabaseAccess.of(workspace, Service.PATROL);
        Comparison comparison = compare(database, plan);
        options.print(new Report(
                "positions",
                "Durable fixes",
                comparison,
                plan,
                Map.of(
                        "units",
                        units,
                        "streams",
                        streams,
                        "fixes in a batch",
                        batch,
                        "copying connections",
                        connections),
                machine,
                database.version()));
        return comparison.errors() == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    private Comparison compare(DatabaseAccess database, Plan plan) throws Exception {
        Fixes fixes = new Fixes(fleet(), batch, Long.toString(System.currentTimeMillis(), 36), new AtomicLong());
        try (StreamSide claim = new StreamSide(workspace, streams, fixes);
                CopySide limit = new CopySide(database, connections, fixes)) {
            return Comparison.take(claim, limit, plan, () -> {}, options::say);
        } finally {
            options.say("Deleting the fixes");
            BenchFleet.deleteFixes(database);
        }
    }

    private List<String> fleet() {
        options.say("Looking after %,d units".formatted(units));
        try (Board board = Board.of(workspace)) {
            return BenchFleet.settle(board, units);
        }
    }
}
