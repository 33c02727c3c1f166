package io.qipan.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that only their owner may read. Never half written, and never readable for a moment. */
public final class Secrets {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private Secrets() {}

    public static Path write(Path file, String content) throws IOException {
        Path fresh = Files.createTempFile(file.getParent(), "." + file.getFileName(), null, OWNER_ONLY);
        Files.writeString(fresh, content);
        return Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
