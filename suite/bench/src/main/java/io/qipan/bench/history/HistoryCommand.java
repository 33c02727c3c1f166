package io.qipan.bench.history;

import io.qipan.bench.fleet.BenchFleet;
import io.qipan.bench.fleet.Fixes;
import io.qipan.bench.harness.Comparison.Plan;
import io.qipan.bench.harness.Load;
import io.qipan.bench.harness.Machine;
import io.qipan.bench.harness.Measured;
import io.qipan.bench.harness.Round;
import io.qipan.bench.harness.RunOptions;
import io.qipan.bench.harness.Side;
import io.qipan.launcher.Board;
import io.qipan.launcher.DatabaseAccess;
import io.qipan.launcher.ExitCode;
import io.qipan.launcher.Service;
import io.qipan.launcher.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "history",
        description = "What is asked all day, with one day of old fixes in the table and again with many.",
        footer = {
            "How to read it: the ratio says how many times longer a question takes when there is more history. The",
            "control touches no fixes; what it takes longer, the machine has become slower meanwhile.",
            "Needs a running board, ./qipan up --detach, and with 20 million fixes 6 GB of disk. The old days are dropped",
            "afterwards; the units stay, out of service."
        })
public final class HistoryCommand implements Callable<Integer> {

    private final Workspace workspace;

    @Option(names = "--days", defaultValue = "20", description = "Of history in the end. Default: ${DEFAULT-VALUE}.")
    private int days;

    @Option(
            names = "--fixes",
            defaultValue = "1000000",
            description = "Of all units on each day. Default: ${DEFAULT-VALUE}.")
    private int fixesOfADay;

    @Option(names = "--units", defaultValue = "3000", description = "That the fixes are of. Default: ${DEFAULT-VALUE}.")
    private int units;

    @Mixin
    private RunOptions options = new RunOptions();

    public HistoryCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() throws Exception {
        Plan plan = options.plan();
        RunOptions.atLeastOne("--days", days - 1);
        RunOptions.atLeastOne("--fixes", fixesOfADay);
        RunOptions.atLeastOne("--units", units);
        Machine machine = Machine.here();
        DatabaseAccess database = DatabaseAccess.of(workspace, Service.PATROL);
        try (Board board = Board.of(workspace);
                OldDays old = new OldDays(database, units)) {
            options.say("Looking after %,d units".formatted(units));
            List<String> fleet = BenchFleet.settle(board, units);
            Fixes fixes = new Fixes(fleet, 10, Long.toString(System.currentTimeMillis(), 36), new AtomicLong());
            old.add(1, fixesOfADay, options::say);
            List<Side> queries = new HotQueries(board, fleet, fixes, old.made().getFirst()).all();
            for (Side query : queries) {
                Load.run(query, plan.warmUp());
            }
            List<Measured> before = measure(queries, plan);
            old.add(days - 1, fixesOfADay, options::say);
            List<Measured> after = measure(queries, plan);
            HistoryReport report = new HistoryReport(
                    before, after, fixesOfADay, (long) fixesOfADay * days, plan, machine, database.version());
            options.print(report.text(), report.fields());
            return report.errors() == 0 ? ExitCode.OK : ExitCode.FAILED;
        } finally {
            BenchFleet.deleteFixes(database);
        }
    }

    private List<Measured> measure(List<Side> queries, Plan plan) throws InterruptedException {
        List<List<Round>> rounds =
                queries.stream().<List<Round>>map(query -> new ArrayList<>()).toList();
        for (int i = 0; i < plan.rounds(); i++) {
            for (int j = 0; j < queries.size(); j++) {
                rounds.get(j).add(Load.run(queries.get(j), plan.round()));
            }
            options.say("Round %d of %d".formatted(i + 1, plan.rounds()));
        }
        List<Measured> measured = new ArrayList<>();
        for (int j = 0; j < queries.size(); j++) {
            measured.add(new Measured(queries.get(j).title(), rounds.get(j)));
        }
        return measured;
    }
}
