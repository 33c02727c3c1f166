package io.qipan.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts one more replica of a service beside those of a running board, to see how long that takes, and ends it. */
public final class ColdStart {

    private static final Duration READY = Duration.ofMinutes(2);
    private static final Duration END = Duration.ofSeconds(60);

    private final Workspace workspace;
    private final Replica replica;
    private final StartCache cache;

    /**
     * One start.
     *
     * @param ready from the call of the JVM until the service says that it is ready
     * @param residentKilobytes memory at that moment (VmRSS)
     */
    public record Outcome(Duration ready, long residentKilobytes) {}

    public ColdStart(Workspace workspace, Service service) {
        this.workspace = workspace;
        this.replica = new Replica(service, 1);
        this.cache = new StartCache(
                workspace.home().resolve("aot/bench-" + service.shortName()),
                workspace.program(replica),
                ServiceProcess.java());
    }

    /** A start that takes nothing from earlier ones. */
    public Outcome plain() {
        return start(List.of());
    }

    /** A start with what an earlier one learned, which is made first if it is not there. */
    public Outcome cached() {
        if (!Files.exists(cache.cache())) {
            Outcome ignored = start(cache.options());
            run(cache.making());
        }
        if (!Files.exists(cache.cache())) {
            throw new UserError("The JVM made no AOT cache for " + replica.processName() + ". See " + log() + ".");
        }
        return start(cache.options());
    }

    private void run(List<String> command) {
        try {
            Process process = builder(command).start();
            if (!process.waitFor(READY.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("The start was interrupted.");
        }
    }

    private Outcome start(List<String> options) {
        RunState state = new RunState(workspace.run());
        Ports ports = state.ports().orElseThrow(Board::notRunning);
        Address management = Address.local(freePort());
        Map<String, String> environment =
                new HashMap<>(new ServiceEnvironment(ports, new Keys(workspace.keys()), state.mode()).of(replica));
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(freePort()));
        environment.put("QUARKUS_MANAGEMENT_PORT", String.valueOf(management.port()));
        environment.put("QIPAN_GRPC_PORT", String.valueOf(freePort()));
        List<String> command = new ArrayList<>(ServiceProcess.java());
        command.addAll(options);
        command.addAll(List.of(
                "-jar", workspace.program(replica).resolve("quarkus-run.jar").toString()));
        ProcessBuilder builder = builder(command);
        builder.environment().putAll(environment);
        try {
            return watch(builder, management);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Outcome watch(ProcessBuilder builder, Address management) throws IOException {
        try (HealthProbe probe = new HealthProbe()) {
            long before = System.nanoTime();
            Process process = builder.start();
            try {
                boolean ready = Patience.until(
                        READY, () -> !process.isAlive() || probe.ask(management).isReady());
                Duration took = Duration.ofNanos(System.nanoTime() - before);
                if (!ready || !process.isAlive()) {
                    throw new UserError(replica.processName() + " did not come up.\n" + LogTail.of(log()));
                }
                return new Outcome(took, resident(process.pid()));
            } finally {
                process.destroy();
                if (!Patience.until(END, () -> !process.isAlive())) {
                    process.destroyForcibly();
                }
            }
        }
    }

    private ProcessBuilder builder(List<String> command) {
        return new ProcessBuilder(command)
                .directory(workspace.checkout().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(log().toFile()))
                .redirectInput(Path.of("/dev/null").toFile());
    }

    private Path log() {
        return workspace.log("bench-start-" + replica.service().shortName());
    }

    private static long resident(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
                .findFirst()
                .orElseThrow();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
