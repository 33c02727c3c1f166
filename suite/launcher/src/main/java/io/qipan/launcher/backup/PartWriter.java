package io.qipan.launcher.backup;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Writes a part: a tar whose bytes are counted on their way to the disk. */
final class PartWriter implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final FileChannel channel;
    private final MessageDigest digest = Part.sha256Digest();
    private final TarArchiveOutputStream tar;

    private PartWriter(Path file, boolean compressed) throws IOException {
        this.file = file;
        this.channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        OutputStream counted =
                new DigestOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER), digest);
        this.tar = new TarArchiveOutputStream(compressed ? fast(counted) : counted, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    }

    /** Of what is small when compressed. */
    static PartWriter compressed(Path file) throws IOException {
        return new PartWriter(file, true);
    }

    /** Of what is compressed already, as films are. */
    static PartWriter plain(Path file) throws IOException {
        return new PartWriter(file, false);
    }

    private static OutputStream fast(OutputStream to) throws IOException {
        return new GZIPOutputStream(to, BUFFER) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        };
    }

    void folder(String name) throws IOException {
        tar.putArchiveEntry(new TarArchiveEntry(name + "/"));
        tar.closeArchiveEntry();
    }

    void file(String name, byte[] content) throws IOException {
        file(name, new ByteArrayInputStream(content), content.length);
    }

    /** Takes so many bytes and no more. If there are fewer, because somebody cut the file off meanwhile, zeros follow. */
    void file(String name, InputStream content, long bytes) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(bytes);
        tar.putArchiveEntry(entry);
        byte[] buffer = new byte[BUFFER];
        long left = bytes;
        while (left > 0) {
            int read = content.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                java.util.Arrays.fill(buffer, (byte) 0);
                read = (int) Math.min(buffer.length, left);
            }
            tar.write(buffer, 0, read);
            left -= read;
        }
        tar.closeArchiveEntry();
    }

    /** Ends the part; it is on the disk when this returns. */
    Part finish() throws IOException {
        tar.finish();
        tar.flush();
        // Ends the compressed stream; the channel goes with it, so its length is asked for by name.
        tar.close();
        try (FileChannel written = FileChannel.open(file, StandardOpenOption.WRITE)) {
            written.force(true);
            return new Part(
                    String.valueOf(file.getFileName()),
                    written.size(),
                    HexFormat.of().formatHex(digest.digest()));
        }
    }

    /** Gives the file back, however far it came. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
