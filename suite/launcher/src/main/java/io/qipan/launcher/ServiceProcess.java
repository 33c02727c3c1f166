package io.qipan.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One service as a process of its own session, which lives on when the launcher ends. */
public final class ServiceProcess {

    private static final Duration ORDERLY_STOP = Duration.ofSeconds(20);
    private static final Duration FORCED_STOP = Duration.ofSeconds(10);

    /** Enough for a demo city and a replay at full speed; a service that runs out ends, and status shows it dead. */
    private static final List<String> JAVA_OPTIONS = List.of(
            "-Xms64m",
            "-Xmx512m",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError",
            "-Duser.timezone=UTC",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final Workspace workspace;
    private final Service service;
    private final RunState state;

    public ServiceProcess(Workspace workspace, Service service) {
        this.workspace = workspace;
        this.service = service;
        this.state = new RunState(workspace.run());
    }

    Service service() {
        return service;
    }

    /** What it prints. */
    public Path log() {
        return workspace.log(service.processName());
    }

    /** The process, when it was started from this checkout and still lives. */
    public Optional<ProcessHandle> running() {
        return state.process(service.processName()).flatMap(ProcessRecord::alive);
    }

    /** Whether it was started and not stopped since, be it alive or dead. */
    boolean wasStarted() {
        return state.process(service.processName()).isPresent();
    }

    void start(Map<String, String> environment) {
        Path jar = program().resolve("quarkus-run.jar");
        ProcessBuilder builder = new ProcessBuilder(command(jar))
                .directory(workspace.checkout().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().putAll(environment);
        try {
            state.record(ProcessRecord.of(service.processName(), builder.start().toHandle()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path program() {
        Path built = workspace.built(service);
        if (!Files.exists(built.resolve("quarkus-run.jar"))) {
            throw new UserError(built + " is not there. Build it: ./mvnw -DskipTests package");
        }
        try {
            Trees.mirror(built, workspace.program(service));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return workspace.program(service);
    }

    private static List<String> command(Path jar) {
        List<String> command = new ArrayList<>();
        command.add("setsid");
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JAVA_OPTIONS);
        extraOptions()
                .ifPresent(options -> command.addAll(List.of(options.strip().split("\\s+", -1))));
        command.add("-jar");
        command.add(jar.toString());
        return command;
    }

    private static Optional<String> extraOptions() {
        return Optional.ofNullable(System.getenv("QIPAN_JAVA_OPTIONS")).filter(options -> !options.isBlank());
    }

    /** Asks the process to end; the asked one gets its time in {@link #awaitStop}. */
    void askToStop() {
        running().ifPresent(ProcessHandle::destroy);
    }

    /** Returns when the process is gone and forgotten; false when it had to be killed. */
    boolean awaitStop() {
        boolean orderly = Patience.until(ORDERLY_STOP, () -> running().isEmpty());
        if (!orderly) {
            running().ifPresent(ProcessHandle::destroyForcibly);
            if (!Patience.until(FORCED_STOP, () -> running().isEmpty())) {
                throw new UserError(service.processName() + " does not end, even when killed. See " + log() + ".");
            }
        }
        state.forget(service.processName());
        return orderly;
    }
}
