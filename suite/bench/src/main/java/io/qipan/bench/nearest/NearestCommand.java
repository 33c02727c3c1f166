package io.qipan.bench.nearest;

import io.qipan.bench.fleet.LiveFleet;
import io.qipan.bench.fleet.LiveStage;
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
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.patrol.v1.UnitServiceGrpc;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "nearest",
        description =
                "Searches for the nearest 10 suitable units of 10,000 in service, beside a gRPC echo of the same size.",
        footer = {
            "How to read it: the echo is a grpc-java server, a process like the service, that answers the same requests with one of",
            "the service's own answers, the same each time, over the same kind of connection. It knows no tokens, checks",
            "nothing and searches nothing; the ratio is what all that leaves.",
            "Units of ten kinds are registered by RegisterUnit and placed by StreamPositions. Units are never deleted:",
            "they stay, out of service, and the next run brings them back. Their fixes are deleted.",
            "Needs a running board: ./qipan up --detach"
        })
public final class NearestCommand implements Callable<Integer> {

    /** Every need of a search has thousands. */
    private static final List<String> KINDS = List.of(
            "officer",
            "foot_team",
            "patrol_car",
            "motorcycle",
            "patrol_boat_small",
            "assault_boat",
            "jet_ski",
            "drone",
            "fire_engine",
            "ambulance");

    private static final int FOUND = 10;

    private final Workspace workspace;

    @Option(names = "--units", defaultValue = "10000", description = "In service. Default: ${DEFAULT-VALUE}.")
    private int units;

    @Option(
            names = "--concurrency",
            defaultValue = "64",
            description = "Searches under way at a time. Default: ${DEFAULT-VALUE}.")
    private int concurrency;

    @Mixin
    private RunOptions options = new RunOptions();

    public NearestCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Within about 50 km: a city and its surroundings. */
    static Point somewhere(RandomGenerator random) {
        return LiveFleet.point(39.4 + random.nextDouble() * 0.5, 106.5 + random.nextDouble() * 0.6);
    }

    @Override
    public Integer call() throws Exception {
        Plan plan = options.plan();
        RunOptions.atLeastOne("--units", units);
        RunOptions.atLeastOne("--concurrency", concurrency);
        Machine machine = Machine.here();
        DatabaseAccess database = DatabaseAccess.of(workspace, Service.PATROL);
        try (LiveStage stage = new LiveStage(workspace, database, options::say)) {
            Random random = new Random(1);
            stage.fleet().place(stage.muster(units, KINDS), unit -> somewhere(random));
            Comparison comparison = compare(plan);
            options.print(new Report(
                    "nearest",
                    "Searches",
                    comparison,
                    plan,
                    Map.of("units in service", units, "under way", concurrency, "found by each", FOUND),
                    machine,
                    database.version()));
            return comparison.errors() == 0 ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private Comparison compare(Plan plan) throws Exception {
        try (NearestSide claim = new NearestSide("FindNearestUnits", concurrency, FOUND, () -> Board.of(workspace))) {
            claim.awaitUnits();
            return compare(claim, plan);
        }
    }

    private Comparison compare(NearestSide claim, Plan plan) throws Exception {
        String token = Tokens.of(workspace).forTrying();
        try (EchoServer echo = new EchoServer(
                        UnitServiceGrpc.getFindNearestUnitsMethod(),
                        claim.find().join());
                NearestSide limit = new NearestSide(
                        "gRPC echo, same size",
                        concurrency,
                        FOUND,
                        () -> Board.connect(Map.of(Service.PATROL, echo.address()), token, Board.DEFAULT_DEADLINE))) {
            return Comparison.take(claim, limit, plan, () -> {}, options::say);
        }
    }
}
