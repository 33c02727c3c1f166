package io.qipan.launcher.backup;

import io.qipan.launcher.Trees;
import io.qipan.launcher.UserError;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A folder under another name until it is whole. What a killed run left is thrown away by the next of the same name; while
 * another one is at work on it, it is let be.
 */
final class Unfinished implements AutoCloseable {

    private final Path parent;
    private final Path target;
    private final Path folder;
    private final FileChannel lock;

    private Unfinished(Path parent, Path target, Path folder, FileChannel lock) {
        this.parent = parent;
        this.target = target;
        this.folder = folder;
        this.lock = lock;
    }

    /** Refuses to write over anything. */
    static Unfinished begin(Path target) throws IOException {
        Path whole = target.toAbsolutePath().normalize();
        if (Files.exists(whole)) {
            throw new UserError(whole + " is there already, and a backup is never written over. Choose another name.");
        }
        Path parent = whole.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new UserError("There is no folder " + parent + ". Make it, and try again.");
        }
        Path lockFile = whole.resolveSibling("." + whole.getFileName() + ".lock");
        FileChannel lock = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock.tryLock() == null) {
            lock.close();
            throw new UserError(
                    "Another ./qipan backup is writing " + whole + ". Wait for it, or choose another name.");
        }
        Path folder = whole.resolveSibling("." + whole.getFileName() + ".unfinished");
        Trees.delete(folder);
        Files.createDirectory(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return new Unfinished(parent, whole, folder, lock);
    }

    Path folder() {
        return folder;
    }

    /** Writes the last file of all and gives the folder its name. Everything is on the disk when this returns. */
    Path finish(String lastFile, byte[] content) throws IOException {
        Path last = Files.write(folder.resolve(lastFile), content, StandardOpenOption.CREATE_NEW);
        Files.setPosixFilePermissions(last, PosixFilePermissions.fromString("rw-------"));
        force(last);
        force(folder);
        Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
        force(parent);
        return target;
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Throws away what was not finished. */
    @Override
    public void close() throws IOException {
        Trees.delete(folder);
        Files.deleteIfExists(target.resolveSibling("." + target.getFileName() + ".lock"));
        lock.close();
    }
}
