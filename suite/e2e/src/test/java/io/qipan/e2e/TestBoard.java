package io.qipan.e2e;

import static org.awaitility.Awaitility.await;

import io.qipan.launcher.Address;
import io.qipan.launcher.Board;
import io.qipan.launcher.DatabaseAccess;
import io.qipan.launcher.DemoCity;
import io.qipan.launcher.PartnerSetting;
import io.qipan.launcher.Postgres;
import io.qipan.launcher.Qipan;
import io.qipan.launcher.Replica;
import io.qipan.launcher.Service;
import io.qipan.launcher.ServiceCertificates;
import io.qipan.launcher.ServiceProcess;
import io.qipan.launcher.Tokens;
import io.qipan.launcher.Trust;
import io.qipan.launcher.Workspace;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;

/** A board in a folder of its own, with the services of the checkout; what a person does with ./qipan, and worse. */
final class TestBoard implements AutoCloseable {

    private static final Duration CALL_DEADLINE = Duration.ofSeconds(5);
    /** Six services start beside all traffic of a test; how fast is for {@code ./qipan bench start}. */
    private static final String LONGEST_START = "PT5M";

    private final Workspace workspace;
    private final int portBase = FreePorts.find(2);
    private int replicas = 1;
    private boolean tls;

    private TestBoard(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Starts with empty databases. What an earlier run left behind is stopped and removed, only its PostgreSQL programs stay. */
    static TestBoard start() {
        Path checkout = Path.of(System.getProperty("qipan.checkout", "../.."))
                .toAbsolutePath()
                .normalize();
        Path folder = checkout.resolve("suite/e2e/target/board");
        TestBoard board = new TestBoard(new Workspace(folder));
        try {
            Files.createDirectories(folder);
            board.down();
            for (String left : List.of("data", "run", "log", "keys")) {
                delete(folder.resolve(".qipan").resolve(left));
            }
            for (Service service : Service.values()) {
                Path link = folder.resolve(service.processName());
                Files.deleteIfExists(link);
                Files.createSymbolicLink(link, checkout.resolve(service.processName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        board.up();
        return board;
    }

    private static void delete(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Starts whatever does not run, and returns when all of it is ready. */
    void up() {
        List<String> words = new ArrayList<>(List.of(
                "up",
                "--detach",
                "--port-base",
                String.valueOf(portBase),
                "--replicas",
                String.valueOf(replicas),
                "--timeout",
                LONGEST_START));
        if (tls) {
            words.add("--tls");
        }
        if (Boolean.getBoolean("qipan.e2e.native")) {
            words.add("--native");
        }
        run(words.toArray(String[]::new));
    }

    /** Starts anew with TLS between services and to clients, or without, unless it runs so already. */
    void withTls(boolean wanted) {
        if (tls != wanted) {
            down();
            tls = wanted;
            up();
        }
    }

    /** Refused unless everything is ready. */
    void requireReady() {
        run("status");
    }

    ServiceCertificates certificates() {
        return ServiceCertificates.of(workspace);
    }

    /** Of the first replica. */
    ProcessHandle process(Service service) {
        return new ServiceProcess(workspace, service).running().orElseThrow();
    }

    /** Where the first replica takes gRPC calls. */
    Address grpc(Service service) {
        return Board.address(workspace, new Replica(service, 1));
    }

    /** A client of the first replicas that takes these for services. */
    Board connect(Trust trust) {
        Map<Service, Address> addresses = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            addresses.put(service, grpc(service));
        }
        String token = Tokens.of(workspace).forTrying();
        return Board.connect(addresses, () -> token, trust, CALL_DEADLINE);
    }

    /** Starts anew, with so many of each service. */
    void restart(int replicasOfEach) {
        down();
        replicas = replicasOfEach;
        up();
    }

    void down() {
        run("down");
    }

    void backup(Path folder) {
        run("backup", folder.toString());
    }

    /** Brings a backup back in place of what there is; the board runs when this returns. */
    void restore(Path folder) {
        down();
        replicas = 1;
        run("restore", folder.toString(), "--replace", "--port-base", String.valueOf(portBase));
    }

    /** Returns when all of the file is kept. */
    void importTracks(Path file, String unit) {
        run("import-tracks", file.toString(), "--unit", unit);
    }

    private void run(String... words) {
        StringWriter out = new StringWriter();
        CommandLine command = Qipan.commandLine(workspace, DemoCity.NONE)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true));
        int exit = command.execute(words);
        if (exit != 0) {
            throw new AssertionError("./qipan " + String.join(" ", words) + " returned " + exit + ":\n" + out);
        }
    }

    /** Kills the process as {@code kill -9} does, and returns when it is gone. */
    void kill(Service service) {
        kill(List.of(new Replica(service, 1)));
    }

    /** The same of several at once. */
    void kill(List<Replica> replicas) {
        List<ProcessHandle> processes = replicas.stream()
                .map(replica -> new ServiceProcess(workspace, replica).running().orElseThrow())
                .toList();
        processes.forEach(ProcessHandle::destroyForcibly);
        await(replicas + " die")
                .atMost(Duration.ofSeconds(10))
                .until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
    }

    /** Asks the process to end, as {@code kill} does, and returns when it has. */
    void terminate(Service service) {
        terminate(List.of(new Replica(service, 1)));
    }

    /** The same of several at once. */
    void terminate(List<Replica> replicas) {
        List<ProcessHandle> processes = replicas.stream()
                .map(replica -> new ServiceProcess(workspace, replica).running().orElseThrow())
                .toList();
        processes.forEach(ProcessHandle::destroy);
        await(replicas + " end")
                .atMost(Duration.ofSeconds(60))
                .until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
    }

    /** Stops the process as {@code kill -STOP} does: it takes connections and says nothing. */
    void freeze(Service service) {
        ProcessHandle process = new ServiceProcess(workspace, service).running().orElseThrow();
        try {
            int exit = new ProcessBuilder("kill", "-STOP", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new AssertionError(service + " could not be stopped");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** {@code pg_ctl stop -m immediate}: no goodbye to clients, nothing flushed. */
    void crashPostgres() {
        new Postgres(workspace).stop(Postgres.Stop.IMMEDIATE);
    }

    /** A client of its own, which survives restarts of the services. */
    Board connect() {
        return Board.of(workspace, CALL_DEADLINE);
    }

    /** A client of these replicas only, the first or second of each service. */
    Board connectTo(int number) {
        Map<Service, Address> addresses = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            addresses.put(service, Board.address(workspace, new Replica(service, number)));
        }
        String token = Tokens.of(workspace).forTrying();
        return Board.connect(addresses, () -> token, Trust.of(workspace), CALL_DEADLINE);
    }

    /** A client with a token of this agency. */
    Board connectAs(String agency) {
        return Board.of(workspace, Tokens.of(workspace).ofAgency(agency));
    }

    /** Where the board looks for a partner, by its code. */
    int partnerPort(String code) {
        return PartnerSetting.of(workspace).orElseThrow().portHere(code).orElseThrow();
    }

    DatabaseAccess database(Service service) {
        return DatabaseAccess.of(workspace, service);
    }

    /** Everything the service has printed since the board was started, replica by replica. */
    List<String> log(Service service) {
        try {
            List<String> lines = new ArrayList<>();
            for (int number = 1; number <= replicas; number++) {
                lines.addAll(Files.readAllLines(new ServiceProcess(workspace, new Replica(service, number)).log()));
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        down();
    }
}
