package io.qipan.bench.locate;

import io.qipan.bench.fleet.BenchGrid;
import io.qipan.bench.harness.Comparison;
import io.qipan.bench.harness.Comparison.Plan;
import io.qipan.bench.harness.EchoServer;
import io.qipan.bench.harness.Machine;
import io.qipan.bench.harness.Report;
import io.qipan.bench.harness.RunOptions;
import io.qipan.launcher.Board;
import io.qipan.launcher.DatabaseAccess;
import io.qipan.launcher.ExitCode;
import io.qipan.launcher.Service;
import io.qipan.launcher.Tokens;
import io.qipan.launcher.Workspace;
import io.qipan.proto.patrol.v1.GridServiceGrpc;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "locate",
        description = "Asks in which city, zone and cell points are, beside a gRPC echo of the same size.",
        footer = {
            "How to read it: the echo is a grpc-java server, a process like the service, that answers the same requests with one of",
            "the service's own answers, the same each time. It knows no tokens, checks nothing and locates nothing.",
            "A board without a grid is given one of 54 zones and 486 cells, which stays.",
            "Needs a running board: ./qipan up --detach"
        })
public final class LocateCommand implements Callable<Integer> {

    private final Workspace workspace;

    @Option(
            names = "--concurrency",
            defaultValue = "64",
            description = "Questions under way at a time. Default: ${DEFAULT-VALUE}.")
    private int concurrency;

    @Mixin
    private RunOptions options = new RunOptions();

    public LocateCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() throws Exception {
        Plan plan = options.plan();
        RunOptions.atLeastOne("--concurrency", concurrency);
        Machine machine = Machine.here();
        Comparison comparison = compare(plan);
        options.print(new Report(
                "locate",
                "Points located",
                comparison,
                plan,
                Map.of("under way", concurrency),
                machine,
                DatabaseAccess.of(workspace, Service.PATROL).version()));
        return comparison.errors() == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    private Comparison compare(Plan plan) throws Exception {
        String token = Tokens.of(workspace).forTrying();
        BenchGrid grid;
        try (Board board = Board.of(workspace)) {
            grid = BenchGrid.of(board, options::say);
        }
        try (LocateSide claim = new LocateSide("LocatePoint", concurrency, grid, () -> Board.of(workspace));
                EchoServer echo = new EchoServer(
                        GridServiceGrpc.getLocatePointMethod(), claim.locate().join());
                LocateSide limit = new LocateSide(
                        "gRPC echo, same size",
                        concurrency,
                        grid,
                        () -> Board.connect(Map.of(Service.PATROL, echo.address()), token, Board.DEFAULT_DEADLINE))) {
            return Comparison.take(claim, limit, plan, () -> {}, options::say);
        }
    }
}
