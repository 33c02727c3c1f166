package io.qipan.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** What the kernel tells in {@code /proc} about processes and itself. */
final class ProcFiles {

    /** Field 22 of {@code /proc/[pid]/stat}, counted from the third, which follows the name (proc_pid_stat(5)). */
    private static final int START = 22 - 3;

    private ProcFiles() {}

    /** An id that every boot has anew. */
    static String boot() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Clock ticks from boot to the start of a process; nothing when there is none. */
    static OptionalLong startOf(long pid) {
        try {
            return start(Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** The name, in parentheses, may hold spaces and parentheses itself; the last one closes it. */
    static OptionalLong start(String stat) {
        List<String> fields =
                List.of(stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1));
        return fields.size() > START ? OptionalLong.of(Long.parseLong(fields.get(START))) : OptionalLong.empty();
    }
}
