package io.qipan.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * What the JVM learned when a program ran before, so that it starts quicker (JEP 483, 514, 515): its classes, loaded and linked.
 * A first run records, the cache is made of that when it has ended, and later starts take it. Each program, as it was built, and
 * each JVM has one of its own. Nothing needs it: without one, or with one that does not fit, the program starts as it always did.
 */
final class StartCache {

    /**
     * A cache has a place in memory that it was made for. Elsewhere the JVM changes all pointers in it first; with this
     * it does so only if something else is there already.
     */
    private static final List<String> AS_IT_WAS_MADE =
            List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0");

    private final Path folder;
    private final Path program;
    private final List<String> java;
    /** Whether the JVM was told to take it: one that is made while a start records is for the next. */
    private boolean offered;

    /**
     * @param program holds {@code quarkus-run.jar}
     * @param java the JVM and what every start tells it; told otherwise, it would not take the cache
     */
    StartCache(Path folder, Path program, List<String> java) {
        this.folder = folder;
        this.program = program;
        this.java = java;
    }

    /** What the JVM is told: to take the cache, or to record what one is made of. */
    List<String> options() {
        try {
            Files.createDirectories(folder);
            forgetOlder();
            if (!Files.exists(cache())) {
                return List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + recording(), "-Xlog:aot*=off");
            }
            offered = true;
            List<String> options = new ArrayList<>(AS_IT_WAS_MADE);
            // Whether the JVM took it is asked afterwards, see isTakenBy.
            options.addAll(List.of("-XX:AOTCache=" + cache(), "-Xlog:aot*=off", "-Xlog:cds*=off"));
            return options;
        } catch (IOException e) {
            // A full disk, say. The program does not need it.
            return List.of();
        }
    }

    /** What makes the cache of what was recorded; empty if there is nothing to make. Ends by itself, in some seconds. */
    List<String> making() {
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

    /**
     * Removes a cache that is not any more what it was at its first use; whether there was one. Here rather than in the
     * JVM (-XX:+VerifySharedSpaces), where it takes longer and belongs to the time until a service is ready.
     */
    boolean forgetDamaged() {
        try {
            // Before the first start there is not even a program.
            if (!Files.isDirectory(program) || !Files.exists(cache())) {
                return false;
            }
            String sum = sum(cache());
            if (!Files.exists(sumFile())) {
                Files.writeString(sumFile(), sum);
            }
            return !Files.readString(sumFile()).equals(sum) && forget();
        } catch (IOException e) {
            // What cannot be read is no help either.
            return forget();
        }
    }

    private static String sum(Path file) throws IOException {
        CRC32 crc = new CRC32();
        try (FileChannel channel = FileChannel.open(file)) {
            crc.update(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
        }
        return HexFormat.of().toHexDigits(crc.getValue());
    }

    /** Whether a process has taken the cache, or was not told to. Only Linux tells; elsewhere it is believed. */
    boolean isTakenBy(ProcessHandle process) {
        Path maps = Path.of("/proc/" + process.pid() + "/maps");
        if (!offered || !Files.exists(cache()) || !Files.isReadable(maps)) {
            return true;
        }
        try (Stream<String> lines = Files.lines(maps)) {
            return lines.anyMatch(line -> line.endsWith(cache().toString()));
        } catch (IOException | UncheckedIOException e) {
            // It has just ended, which somebody else says.
            return true;
        }
    }

    /** Removes the cache; whether there was one. */
    boolean forget() {
        try {
            Files.deleteIfExists(sumFile());
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

    private Path sumFile() {
        return folder.resolve(fingerprint() + ".crc32");
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

    /** Of the JVM, its options, and all files of the program as the JVM knows them: by place, size and time. */
    private String fingerprint() {
        try (Stream<Path> files = Files.walk(program)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(
                    (System.getProperty("java.home") + Runtime.version() + java).getBytes(StandardCharsets.UTF_8));
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
