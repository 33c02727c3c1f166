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

/** A replica of a service as a process of its own session, which lives on when the launcher ends. */
public final class ServiceProcess {

    private static final Duration ORDERLY_STOP = Duration.ofSeconds(20);
    /** Writing down what was learned comes on top, some seconds of a processor. */
    private static final Duration LEARNED_STOP = Duration.ofSeconds(90);

    private static final Duration FORCED_STOP = Duration.ofSeconds(10);

    /** Enough for a demo city and a replay at full speed; a service that runs out ends, and status shows it dead. */
    public static final List<String> MEMORY = List.of("-Xms64m", "-Xmx512m", "-XX:+UseCompactObjectHeaders");

    /** What a service needs of its JVM wherever it runs; the images say the same. */
    public static final List<String> JAVA_OPTIONS = List.of(
            "-XX:+ExitOnOutOfMemoryError",
            "-Duser.timezone=UTC",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    /** The same for a native executable, which has fewer options. */
    private static final List<String> EXECUTABLE_OPTIONS =
            List.of("-Xms64m", "-Xmx512m", "-XX:+ExitOnOutOfMemoryError", "-Duser.timezone=UTC");

    private final Workspace workspace;
    private final Replica replica;
    private final RunState state;
    private final StartCache cache;

    /** The first replica. */
    public ServiceProcess(Workspace workspace, Service service) {
        this(workspace, new Replica(service, 1));
    }

    public ServiceProcess(Workspace workspace, Replica replica) {
        this.workspace = workspace;
        this.replica = replica;
        this.state = new RunState(workspace.run());
        this.cache = new StartCache(workspace.learned(replica), workspace.program(replica), java());
    }

    /** Those that were started and not stopped since, be they alive or dead. */
    static List<ServiceProcess> started(Workspace workspace) {
        return Replica.ofEach(Replica.MOST).stream()
                .map(replica -> new ServiceProcess(workspace, replica))
                .filter(ServiceProcess::wasStarted)
                .toList();
    }

    /** The first replica of a service that lives; the first one at all if none does. */
    public static Replica firstRunning(Workspace workspace, Service service) {
        return started(workspace).stream()
                .filter(process -> process.replica.service() == service
                        && process.running().isPresent())
                .map(ServiceProcess::replica)
                .findFirst()
                .orElse(new Replica(service, 1));
    }

    Replica replica() {
        return replica;
    }

    String name() {
        return replica.processName();
    }

    /** What it prints. */
    public Path log() {
        return workspace.log(name());
    }

    /** The process, when it was started from this checkout and still lives. */
    public Optional<ProcessHandle> running() {
        return state.process(name()).flatMap(ProcessRecord::alive);
    }

    /** Whether it was started and not stopped since, be it alive or dead. */
    boolean wasStarted() {
        return state.process(name()).isPresent();
    }

    void start(Map<String, String> environment, StartMode mode) {
        ProcessBuilder builder = new ProcessBuilder(mode.executables() ? executable() : onJvm())
                .directory(workspace.checkout().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().putAll(environment);
        try {
            state.record(ProcessRecord.of(name(), builder.start().toHandle()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> onJvm() {
        return command(program().resolve("quarkus-run.jar"), cache.options());
    }

    private List<String> executable() {
        List<String> command = new ArrayList<>(List.of(
                "setsid",
                new NativeProgram(workspace, replica).copy().toAbsolutePath().toString()));
        command.addAll(EXECUTABLE_OPTIONS);
        return command;
    }

    private Path program() {
        Path built = workspace.built(replica.service());
        if (!Files.exists(built.resolve("quarkus-run.jar"))) {
            throw new UserError(built + " is not there. Build it: ./mvnw -DskipTests package");
        }
        try {
            Trees.mirror(built, workspace.program(replica));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return workspace.program(replica);
    }

    private static List<String> command(Path jar, List<String> options) {
        List<String> command = new ArrayList<>();
        command.add("setsid");
        command.addAll(java());
        command.addAll(options);
        command.add("-jar");
        command.add(jar.toString());
        return command;
    }

    /** The JVM and what every start tells it. */
    static List<String> java() {
        List<String> java = new ArrayList<>();
        java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        java.addAll(MEMORY);
        java.addAll(JAVA_OPTIONS);
        extraOptions().ifPresent(options -> java.addAll(List.of(options.strip().split("\\s+", -1))));
        return java;
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
        boolean orderly = Patience.until(
                cache.isRecorded() ? LEARNED_STOP : ORDERLY_STOP,
                () -> running().isEmpty());
        if (!orderly) {
            running().ifPresent(ProcessHandle::destroyForcibly);
            if (!Patience.until(FORCED_STOP, () -> running().isEmpty())) {
                throw new UserError(name() + " does not end, even when killed. See " + log() + ".");
            }
        }
        state.forget(name());
        if (orderly) {
            learn();
        }
        return orderly;
    }

    /** Makes a cache for the next start, of what this run recorded, while nobody waits for it. */
    private void learn() {
        List<String> making = cache.making();
        if (making.isEmpty()) {
            return;
        }
        try {
            Process ignored = new ProcessBuilder(making)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .redirectInput(Path.of("/dev/null").toFile())
                    .start();
        } catch (IOException e) {
            // The next start records again.
            return;
        }
    }

    /** Whether what it learned before was damaged; it is removed then. */
    boolean forgetDamagedCache() {
        return cache.forgetDamaged();
    }

    /** Whether the running process goes without the cache that is there, which is then removed: so will the next. */
    boolean forgetCacheNotTaken() {
        return running().filter(process -> !cache.isTakenBy(process)).isPresent() && cache.forget();
    }

    /** Whether it was started with a cache, which is then removed: it may be why the process did not come up. */
    boolean forgetCache() {
        return cache.forget();
    }
}
