package io.qipan.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a running board left written in {@code .qipan/run}, so that a later command finds it. */
final class RunState {

    private final Path folder;

    RunState(Path folder) {
        this.folder = folder;
    }

    /** The ports of the board that was started last and not stopped since. */
    Optional<Ports> ports() {
        return read(portsFile(), Ports.class);
    }

    void record(Ports ports) {
        write(portsFile(), ports);
    }

    /** Where the board that was started last and not stopped since looks for partners. */
    Optional<PartnerSetting> partners() {
        return read(partnersFile(), PartnerSetting.class);
    }

    void record(PartnerSetting partners) {
        write(partnersFile(), partners);
    }

    /** How the board that was started last and not stopped since was started. */
    StartMode mode() {
        return read(modeFile(), StartMode.class).orElse(StartMode.USUAL);
    }

    void record(StartMode mode) {
        write(modeFile(), mode);
    }

    Optional<ProcessRecord> process(String name) {
        return read(processFile(name), ProcessRecord.class);
    }

    void record(ProcessRecord process) {
        write(processFile(process.name()), process);
    }

    void forget(String name) {
        delete(processFile(name));
    }

    /** And how it was started, and where it looked for partners. */
    void forgetPorts() {
        delete(portsFile());
        delete(partnersFile());
        delete(modeFile());
    }

    private Path portsFile() {
        return folder.resolve("ports.json");
    }

    private Path partnersFile() {
        return folder.resolve("partners.json");
    }

    private Path modeFile() {
        return folder.resolve("mode.json");
    }

    private Path processFile(String name) {
        return folder.resolve(name + ".json");
    }

    /** A file that cannot be read tells nothing, as one that is not there. */
    private static <T> Optional<T> read(Path file, Class<T> type) {
        try {
            return Optional.of(Json.MAPPER.readValue(file.toFile(), type));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void write(Path file, Object content) {
        try {
            Secrets.write(file, Json.MAPPER.writeValueAsString(content) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
