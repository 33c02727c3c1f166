package io.qipan.bench.orders;

import io.qipan.bench.fleet.LiveStage;
import io.qipan.bench.harness.Comparison;
import io.qipan.bench.harness.Comparison.Plan;
import io.qipan.bench.harness.Machine;
import io.qipan.bench.harness.Measured;
import io.qipan.bench.harness.Report;
import io.qipan.bench.harness.RunOptions;
import io.qipan.launcher.DatabaseAccess;
import io.qipan.launcher.ExitCode;
import io.qipan.launcher.Service;
import io.qipan.launcher.Workspace;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "orders",
        description = "How long one command takes until each of a thousand units has it by its own watch.",
        footer = {
            "How to read it: P50 and P99 of the claim are the time from the call until the last unit was told; the"
                    + " line",
            "before the table says how long the call itself took, to its commit. The limit writes the same rows inside",
            "of the database, and tells nobody. One order at a time.",
            "The orders are exercises and are withdrawn afterwards. Needs a running board: ./qipan up --detach"
        })
public final class OrdersCommand implements Callable<Integer> {

    private final Workspace workspace;

    @Option(names = "--units", defaultValue = "1000", description = "Default: ${DEFAULT-VALUE}.")
    private int units;

    @Mixin
    private RunOptions options = new RunOptions();

    public OrdersCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() throws Exception {
        Plan plan = options.plan();
        RunOptions.atLeastOne("--units", units);
        Machine machine = Machine.here();
        DatabaseAccess dispatch = DatabaseAccess.of(workspace, Service.DISPATCH);
        try (LiveStage stage = new LiveStage(workspace, DatabaseAccess.of(workspace, Service.PATROL), options::say)) {
            List<String> fleet = stage.muster(units, List.of("patrol_car"));
            KnownToDispatch.await(dispatch, fleet);
            options.say("Opening %,d watches".formatted(units));
            Comparison comparison = compare(dispatch, fleet, plan);
            options.print(new Report(
                    "orders",
                    "Recipients told",
                    comparison,
                    plan,
                    Map.of("recipients of an order", units),
                    machine,
                    dispatch.version()));
            return comparison.errors() == 0 ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private Comparison compare(DatabaseAccess dispatch, List<String> fleet, Plan plan) throws Exception {
        try (CommandSide claim = new CommandSide(workspace, fleet)) {
            claim.once().join();
            try (RowsSide limit = new RowsSide(dispatch, claim.first())) {
                Comparison comparison = Comparison.take(claim, limit, plan, () -> {}, options::say);
                Measured committed =
                        new Measured("Call to commit", List.of(claim.committed().round()));
                options.say("The call itself: P50 %.0f ms, P99 %.0f ms"
                        .formatted(committed.percentileMillis(0.5), committed.percentileMillis(0.99)));
                return comparison;
            }
        }
    }
}
