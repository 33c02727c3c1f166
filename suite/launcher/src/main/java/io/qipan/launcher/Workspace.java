package io.qipan.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The places of one checkout: what was built, and the ignored {@code .qipan} folder with data, logs, state and keys. */
public record Workspace(Path checkout) {

    private static final long NEEDED_BYTES = 600L << 20;

    /** The checkout that the {@code qipan} script stands in. */
    public static Workspace current() {
        return new Workspace(
                Path.of(System.getProperty("qipan.home", "")).toAbsolutePath().normalize());
    }

    public Path home() {
        return checkout.resolve(".qipan");
    }

    public Path postgresData() {
        return home().resolve("data/postgres");
    }

    Path installations() {
        return home().resolve("postgres");
    }

    public Path keys() {
        return home().resolve("keys");
    }

    Path run() {
        return home().resolve("run");
    }

    Path lock() {
        return home().resolve("lock");
    }

    Path log(String processName) {
        return home().resolve("log").resolve(processName + ".log");
    }

    /** What the build made of a service. */
    public Path built(Service service) {
        return checkout.resolve(service.processName()).resolve("target/quarkus-app");
    }

    /** A copy of it, from which a replica runs, so that a build does not take its program away from under it. */
    Path program(Replica replica) {
        return home().resolve("program").resolve(replica.processName());
    }

    /** What the JVM learned of it in earlier runs. */
    Path learned(Replica replica) {
        return home().resolve("aot").resolve(replica.processName());
    }

    /** Creates the folders, and refuses early when the disk cannot take what a board writes. */
    public void prepare() {
        createFolders();
        try {
            long free = Files.getFileStore(home()).getUsableSpace();
            if (free < NEEDED_BYTES) {
                throw new UserError(
                        "Only %d MB are free on the disk of %s, and a board needs %d MB to start. Free some space."
                                .formatted(free >> 20, home(), NEEDED_BYTES >> 20));
            }
            Files.delete(Files.createTempFile(run(), "probe", null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Creates the folders; whatever can be stopped can be stopped on a full disk too. */
    void createFolders() {
        try {
            for (Path folder : new Path[] {postgresData().getParent(), keys(), run(), home().resolve("log")}) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
