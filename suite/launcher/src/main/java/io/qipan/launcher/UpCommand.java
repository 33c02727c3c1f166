package io.qipan.launcher;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "up",
        description = "Starts PostgreSQL and the three services, or what is missing of them.",
        footer = {
            "Without --detach it stays in the foreground, and Ctrl-C stops everything.",
            "On a board that already runs it says so and returns 0.",
            "QIPAN_JAVA_OPTIONS in the environment adds options to the JVM of each service."
        })
final class UpCommand implements Callable<Integer> {

    private final Workspace workspace;
    private final DemoCity city;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--detach", description = "Return as soon as everything is ready.")
    private boolean detach;

    @Option(
            names = "--port-base",
            paramLabel = "PORT",
            description =
                    "PostgreSQL listens here, the services on the nine ports after it; a partner that is played is"
                            + " expected on the next one. Default: 7100.")
    private @Nullable Integer portBase;

    @Option(
            names = "--replicas",
            paramLabel = "COUNT",
            description = "How many of each service; each further one takes the next nine ports. Default: 1.")
    private @Nullable Integer replicas;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "PT2M",
            description = "How long to wait until everything is ready. Default: ${DEFAULT-VALUE}.")
    private Duration patience = Duration.ZERO;

    @Option(
            names = "--tls",
            description =
                    "gRPC is TLS only, and services know each other by certificates of an authority that is made on"
                            + " the first start. JSON over HTTP stays on this machine, without TLS.")
    private boolean tls;

    @Option(
            names = "--native",
            description = "Run the native executables that ./mvnw -Dnative package made, in place of a JVM.")
    private boolean executables;

    UpCommand(Workspace workspace, DemoCity city) {
        this.workspace = workspace;
        this.city = city;
    }

    @Override
    public Integer call() {
        workspace.prepare();
        PrintWriter out = spec.commandLine().getOut();
        Ports ports;
        boolean startedAnything;
        Interruption interruption = new Interruption();
        try (BoardLock lock = BoardLock.take(workspace)) {
            // Another command that held the lock before may have started or stopped a board.
            ports = choosePorts();
            startedAnything = start(new Startup(workspace, ports, chooseMode(), out), out, interruption);
        }
        new Welcome(workspace, ports, out).print(startedAnything);
        if (detach || !startedAnything) {
            return ExitCode.OK;
        }
        interruption.does(() -> new Shutdown(workspace, out).run());
        out.println("Ctrl-C stops everything.");
        out.flush();
        new Foreground(workspace, out, interruption).stay();
        interruption.doesNothing();
        return ExitCode.OK;
    }

    private boolean start(Startup startup, PrintWriter out, Interruption interruption) {
        interruption.does(startup::undo);
        try {
            startup.run(patience);
            if (startup.startedAnything()) {
                loadCity(out);
            }
        } catch (RuntimeException e) {
            startup.undo();
            throw e;
        } finally {
            interruption.doesNothing();
        }
        return startup.startedAnything();
    }

    private void loadCity(PrintWriter out) {
        try (Board board = Board.of(workspace)) {
            String line = city.load(board);
            if (!line.isEmpty()) {
                out.println(line);
            }
        }
    }

    /** The ports of the running board, when anything of it runs; else the wanted ones. */
    private Ports choosePorts() {
        Optional<Ports> running = runningPorts();
        if (running.isPresent() && portBase != null && running.get().base() != portBase) {
            throw new UserError("Qipan already runs on port base %d, not %d. Stop it first: ./qipan down"
                    .formatted(running.get().base(), portBase));
        }
        if (running.isPresent() && replicas != null && running.get().replicas() != replicas) {
            throw new UserError("Qipan already runs with %d of each service, not %d. Stop it first: ./qipan down"
                    .formatted(running.get().replicas(), replicas));
        }
        return running.orElseGet(() -> new Ports(
                portBase == null ? Ports.DEFAULT_BASE : portBase, replicas == null ? 1 : atLeastOne(replicas)));
    }

    private Optional<Ports> runningPorts() {
        return new RunState(workspace.run())
                .ports()
                .filter(ports -> new Postgres(workspace).running().isPresent() || anyServiceRuns());
    }

    /**
     * As the running board was started, when a service of it runs: they understand each other only so. Where PostgreSQL is all
     * that is left of it the services may be protected from now on, and are not left unprotected by an option that was forgotten.
     */
    private StartMode chooseMode() {
        if (runningPorts().isEmpty()) {
            return new StartMode(tls, executables);
        }
        StartMode running = new RunState(workspace.run()).mode();
        if (!anyServiceRuns()) {
            return new StartMode(tls || running.tls(), executables || running.executables());
        }
        if (tls && !running.tls()) {
            throw new UserError("Qipan already runs without --tls. Stop it first: ./qipan down");
        }
        if (executables && !running.executables()) {
            throw new UserError("Qipan already runs without --native. Stop it first: ./qipan down");
        }
        return running;
    }

    private static int atLeastOne(int replicas) {
        if (replicas < 1) {
            throw new UserError("--replicas %d runs nothing. Choose from 1 to %d.".formatted(replicas, Replica.MOST));
        }
        return replicas;
    }

    private boolean anyServiceRuns() {
        return ServiceProcess.started(workspace).stream()
                .anyMatch(process -> process.running().isPresent());
    }
}
