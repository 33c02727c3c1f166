package io.qipan.bench;

import io.qipan.bench.Comparison.Plan;
import io.qipan.launcher.DatabaseAccess;
import io.qipan.launcher.ExitCode;
import io.qipan.launcher.Service;
import io.qipan.launcher.UserError;
import io.qipan.launcher.Workspace;
import io.qipan.proto.dispatch.v1.Incident;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "intake",
        description = "Durable incident creation over gRPC, beside the same rows written straight to the database.",
        footer = {
            "How to read it: the ratio says how much of what this machine's database could store at best is left",
            "when the suite does the rest: tokens, validation, idempotency, the feed's sealing. Client, services and",
            "database share the machine, so rates are not a sizing; compare ratios.",
            "The incidents are drills and are ended afterwards. Needs a running board: ./qipan up --detach"
        })
final class IntakeCommand implements Callable<Integer> {

    private final Workspace workspace;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--seconds", defaultValue = "5", description = "Of each round. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--rounds", defaultValue = "6", description = "Of each side. Default: ${DEFAULT-VALUE}.")
    private int rounds;

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

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "Of each side, not counted. Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    IntakeCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() throws Exception {
        if (seconds < 1 || rounds < 1 || concurrency < 1 || connections < 1 || warmUp < 0) {
            throw new UserError("--seconds, --rounds, --concurrency and --connections must be 1 or more.");
        }
        PrintWriter err = spec.commandLine().getErr();
        Machine machine = Machine.here();
        Plan plan = new Plan(rounds, Duration.ofSeconds(seconds), Duration.ofSeconds(warmUp), concurrency);
        DatabaseAccess database = DatabaseAccess.of(workspace, Service.DISPATCH);
        try (ServiceSide service = new ServiceSide(workspace)) {
            Comparison comparison = compare(service, database, plan, err);
            IntakeReport report = new IntakeReport(comparison, plan, connections, machine, version(database));
            PrintWriter out = spec.commandLine().getOut();
            out.println(json ? report.json() : report.text());
            out.flush();
            return tellErrors(comparison, err);
        }
    }

    private Comparison compare(ServiceSide service, DatabaseAccess database, Plan plan, PrintWriter err)
            throws Exception {
        UUID requestId = UUID.randomUUID();
        Incident first = service.open(requestId).get();
        Sample sample = Sample.read(database, first.getName(), requestId);
        Thread cleanUp = new Thread(() -> end(service, err));
        Runtime.getRuntime().addShutdownHook(cleanUp);
        try (Twins twins = Twins.create(database);
                DatabaseSide limit = new DatabaseSide(database, connections, sample)) {
            return Comparison.take(
                    service, limit, plan, () -> new Backlog(database).awaitNone(), line -> say(err, line));
        } finally {
            end(service, err);
            forget(cleanUp);
        }
    }

    private void end(ServiceSide service, PrintWriter err) {
        say(err, "Ending %,d drill incidents".formatted(service.openedCount()));
        int left = service.endAll(concurrency);
        if (left > 0) {
            say(err, left + " of them could not be ended; the board will remind of them.");
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

    private static int tellErrors(Comparison comparison, PrintWriter err) {
        comparison.claim().firstError().ifPresent(e -> say(err, "The first error of the service: " + e));
        comparison.limit().firstError().ifPresent(e -> say(err, "The first error of the database: " + e));
        return comparison.errors() == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    private static String version(DatabaseAccess database) throws SQLException {
        try (Connection connection = database.connect()) {
            return "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion();
        }
    }

    private static void say(PrintWriter err, String line) {
        err.println(line);
        err.flush();
    }
}
