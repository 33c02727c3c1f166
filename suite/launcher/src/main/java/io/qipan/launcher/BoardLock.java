package io.qipan.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * Lets one command at a time start or stop the board of a checkout, or write its keys. Ends with the process that holds
 * it.
 */
public final class BoardLock implements AutoCloseable {

    /** A foreground board glances at the lock; that must not look like a command at work. */
    private static final Duration GLANCE = Duration.ofMillis(500);

    private final FileChannel channel;

    private BoardLock(FileChannel channel) {
        this.channel = channel;
    }

    public static BoardLock take(Workspace workspace) {
        try {
            FileChannel channel =
                    FileChannel.open(workspace.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!Patience.until(GLANCE, () -> locks(channel))) {
                channel.close();
                throw new UserError("Another ./qipan up, down, restore, keys or secrets is at work in "
                        + workspace.checkout() + ". Wait until it is done, and try again.");
            }
            return new BoardLock(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether another command is starting or stopping things just now. */
    static boolean isHeldElsewhere(Workspace workspace) {
        try (FileChannel channel = FileChannel.open(workspace.lock(), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            // By this very process.
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean locks(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
