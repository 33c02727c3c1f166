package io.qipan.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the JVM learned when a program ran before, so that it starts quicker (JEP 483, 514, 515): its classes, loaded and linked.
 * A first run records, the cache is made of that when it has ended, and later starts take it. Each program, as it was built, and
 * each JVM has one of its own. Nothing needs it: without one, or with one that does not fit, the program starts as it always did.
 */
final class StartCache {

    private final Path folder;
    private final Path program;

    /** @param program holds {@code quarkus-run.jar} */
    StartCache(Path folder, Path program) {
        this.folder = folder;
        this.program = program;
    }

    /** What the JVM is told: to take the cache, or to record what one is made of. */
    List<String> options() {
        try {
            Files.createDirectories(folder);
            forgetOlder();
            return Files.exists(cache())
                    // A cache that was damaged is found out before it is used, and what the JVM has to say of it is not
                    // for the log.
                    ? List.of("-XX:AOTCache=" + cache(), "-XX:+VerifySharedSpaces", "-Xlog:aot*=off", "-Xlog:cds*=off")
                    : List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + recording(), "-Xlog:aot*=off");
        } catch (IOException e) {
            // A full disk, say. The program does not need it.
            return List.of();
        }
    }

    /** What makes the cache of what was recorded; empty if there is nothing to make. Ends by itself, in some seconds. */
    List<String> making(List<String> java) {
        if (!isRecorded() || !Files.exists(recording())) {
            return List.of();
        }
        List<String> command = new ArrayList<>(
                List.of("setsid", "nice", "sh", "-c", "\"$@\" && mv \"$0.new\" \"$0\"; rm -f \"$0.new\" \"$0conf\""));
        command.add(cache().toString());
        command.addAll(java);
        command.addAll(List.of(
                "-XX:AOTMode=create",
                "-XX:AOTConfiguration=" + recording(),
                "-XX:AOTCache=" + cache() + ".new",
                "-jar",
                program.resolve("quarkus-run.jar").toString()));
        return command;
    }

    /** Whether the last start was told to record; the file is made at its end. */
    boolean isRecorded() {
        return Files.isDirectory(program) && Files.isDirectory(folder) && !Files.exists(cache());
    }

    /** Removes the cache; whether there was one. */
    boolean forget() {
        try {
            return Files.deleteIfExists(cache());
        } catch (IOException e) {
            return false;
        }
    }

    Path cache() {
        return folder.resolve(fingerprint() + ".aot");
    }

    private Path recording() {
        return folder.resolve(fingerprint() + ".aotconf");
    }

    private void forgetOlder() throws IOException {
        String current = fingerprint();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(file -> !file.getFileName().toString().startsWith(current))
                    .toList()) {
                Files.delete(file);
            }
        }
    }

    /** Of the JVM, and of all files of the program by place, size and time, which is how the JVM knows them. */
    private String fingerprint() {
        try (Stream<Path> files = Files.walk(program)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((System.getProperty("java.home") + Runtime.version()).getBytes(StandardCharsets.UTF_8));
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String known = file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
                digest.update(known.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
