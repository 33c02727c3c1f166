package io.qipan.launcher.backup;

import io.qipan.launcher.UserError;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads a part that was found whole. */
final class PartReader {

    /** Is given each file, one after the other. */
    interface Taker {
        void take(String name, InputStream content) throws IOException;
    }

    private PartReader() {}

    /** Writes what is in the part into a new folder, readable by its owner only. */
    static void unpack(Path part, Path folder) throws IOException {
        Files.createDirectory(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        try (TarArchiveInputStream tar = open(part)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new UserError(part + " holds '" + entry.getName() + "', which no backup does.");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwx------"));
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(tar, target);
                    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
                }
            }
        }
    }

    static void each(Path part, Taker taker) throws IOException {
        try (TarArchiveInputStream tar = open(part)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                taker.take(entry.getName(), tar);
            }
        }
    }

    private static TarArchiveInputStream open(Path part) throws IOException {
        InputStream file = new BufferedInputStream(Files.newInputStream(part), 1 << 16);
        return new TarArchiveInputStream(part.toString().endsWith(".gz") ? new GZIPInputStream(file) : file, "UTF-8");
    }
}
