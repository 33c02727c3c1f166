package io.qipan.ecology.evidence;

import io.qipan.ecology.evidence.model.Content;
import io.qipan.ecology.evidence.model.ContentState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Files in a folder, {@code ab/abcdef...}. A file is written under another name, brought to the disk and then renamed, so that
 * under its hash there is the whole of it or nothing, also after the power has failed.
 */
public final class FolderFiles implements EvidenceFiles {
    private static final String INCOMING = "incoming";
    private static final int READ = 1 << 16;

    private final Path folder;

    public FolderFiles(Path folder) {
        this.folder = folder;
    }

    @Override
    public Incoming begin() {
        try {
            Files.createDirectories(folder.resolve(INCOMING));
            Path file = Files.createTempFile(folder.resolve(INCOMING), "", ".part");
            return new IncomingFile(file, FileChannel.open(file, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw new UncheckedIOException("Evidence cannot be stored", e);
        }
    }

    private final class IncomingFile implements Incoming {
        private final Path file;
        private final FileChannel channel;
        private final MessageDigest digest = sha256();
        private long size;

        IncomingFile(Path file, FileChannel channel) {
            this.file = file;
            this.channel = channel;
        }

        @Override
        public void write(ByteBuffer bytes) {
            digest.update(bytes.duplicate());
            size += bytes.remaining();
            try {
                while (bytes.hasRemaining()) {
                    int ignored = channel.write(bytes);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("Evidence cannot be stored", e);
            }
        }

        @Override
        public long sizeBytes() {
            return size;
        }

        @Override
        public Content keep(Optional<String> told) {
            Content content = new Content(HexFormat.of().formatHex(digest.digest()), size);
            EvidenceLimits.checkTold("header.optional_sha256", told, content.sha256());
            try {
                channel.force(true);
                channel.close();
                Path shelf = shelf(content);
                Files.createDirectories(shelf);
                Files.move(file, path(content), StandardCopyOption.ATOMIC_MOVE);
                force(shelf);
                force(folder);
            } catch (IOException e) {
                throw new UncheckedIOException("Evidence cannot be stored", e);
            }
            return content;
        }

        @Override
        public void close() {
            try {
                channel.close();
                boolean ignored = Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException("A file that was begun cannot be thrown away", e);
            }
        }
    }

    /** Names of files are on the disk only once their folder is. */
    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public ContentState check(Content content) {
        Path path = path(content);
        if (!Files.exists(path)) {
            return ContentState.MISSING;
        }
        MessageDigest digest = sha256();
        long offset = 0;
        ByteBuffer part = read(content, offset, READ);
        while (part.hasRemaining()) {
            offset += part.remaining();
            digest.update(part);
            part = read(content, offset, READ);
        }
        boolean whole = offset == content.sizeBytes();
        return whole && HexFormat.of().formatHex(digest.digest()).equals(content.sha256())
                ? ContentState.INTACT
                : ContentState.DAMAGED;
    }

    @Override
    public ByteBuffer read(Content content, long offset, int most) {
        ByteBuffer part = ByteBuffer.allocate(most);
        try (FileChannel channel = FileChannel.open(path(content), StandardOpenOption.READ)) {
            int read = 0;
            while (part.hasRemaining() && read >= 0) {
                read = channel.read(part, offset + part.position());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Evidence cannot be read", e);
        }
        return part.flip();
    }

    /** One folder with all files would grow slow. */
    private Path shelf(Content content) {
        return folder.resolve(content.sha256().substring(0, 2));
    }

    private Path path(Content content) {
        return shelf(content).resolve(content.sha256());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }
}
