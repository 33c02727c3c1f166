package io.qipan.bench.intake;

import io.qipan.bench.harness.Comparison;
import io.qipan.bench.harness.Comparison.Plan;
import io.qipan.bench.harness.Machine;
import io.qipan.bench.harness.Report;
import io.qipan.bench.harness.RunOptions;
import io.qipan.launcher.DatabaseAccess;
import io.qipan.launcher.ExitCode;
import io.qipan.launcher.Service;
import io.qipan.launcher.Workspace;
import io.qipan.proto.dispatch.v1.Incident;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "intake",
        description = "Durable incident creation over gRPC, beside the same rows written straight to the database.",
        footer = {
            "How to read it: the ratio says how much of what this machine's database could store at best is left",
            "when the suite does the rest: tokens, validation, idempotency, the feed's sealing. Client, services and",
            "database share the machine, so rates are not a sizing; compare ratios.",
            "The incidents are drills and are ended afterwards. Needs a running board: ./qipan up --detach"
        })
public final class IntakeCommand implements Callable<Integer> {

    private final Workspace workspace;

    @Option(
            names = "--concurrency",
            defaultValue = "64",
            description = "Incidents under way at a time. Default: ${DEFAULT-VALUE}.")
    private int concurrency;

    @Option(
            names = "--connections",
            defaultValue = "16",
            description = "To the database, as the service's qipan.db.connections. Default: ${DEFAULT-VALUE}.")
    private int connections;

    @Mixin
    private RunOptions options = new RunOptions();

    public IntakeCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() throws Exception {
        Plan plan = options.plan();
        RunOptions.atLeastOne("--concurrency", concurrency);
        RunOptions.atLeastOne("--connections", connections);
        Machine machine = Machine.here();
        DatabaseAccess database = DatabaseAccess.of(workspace, Service.DISPATCH);
        try (ServiceSide service = new ServiceSide(workspace, concurrency)) {
            Comparison comparison = compare(service, database, plan);
            options.print(new Report(
                    "intake",
                    "Durable incidents",
                    comparison,
                    plan,
                    Map.of("under way", concurrency, "database connections", connections),
                    machine,
                    database.version()));
            return comparison.errors() == 0 ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private Comparison compare(ServiceSide service, DatabaseAccess database, Plan plan) throws Exception {
        UUID requestId = UUID.randomUUID();
        Incident first = service.open(requestId).get();
        Sample sample = Sample.read(database, first.getName(), requestId);
        Thread cleanUp = new Thread(() -> end(service));
        Runtime.getRuntime().addShutdownHook(cleanUp);
        try (Twins twins = Twins.create(database);
                DatabaseSide limit = new DatabaseSide(database, connections, concurrency, sample)) {
            return Comparison.take(service, limit, plan, () -> new Backlog(database).awaitNone(), options::say);
        } finally {
            end(service);
            forget(cleanUp);
        }
    }

    private void end(ServiceSide service) {
        options.say("Ending %,d drill incidents".formatted(service.openedCount()));
        int left = service.endAll();
        if (left > 0) {
            options.say(left + " of them could not be ended; the board will remind of them.");
        }
    }

    private static void forget(Thread cleanUp) {
        try {
            Runtime.getRuntime().removeShutdownHook(cleanUp);
        } catch (IllegalStateException e) {
            // The machine is going down already, and the hook is at work or was.
            return;
        }
    }
}
