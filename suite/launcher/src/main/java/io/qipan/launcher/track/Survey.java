package io.qipan.launcher.track;

import io.qipan.launcher.UserError;
import io.qipan.launcher.track.TrackFormat.Content;
import io.qipan.launcher.track.TrackFormat.NotOfFormat;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A file that was read through once, before anything is written.
 *
 * @param digest of its content: the same file has it again, under another name as well
 * @param ids how many points of whom
 * @param skipped those of the lines that cannot be read that are told, the first ones
 * @param skippedCount all of them
 */
record Survey(
        Path file,
        TrackFormat format,
        String digest,
        long points,
        Map<String, Long> ids,
        List<Skipped> skipped,
        long skippedCount,
        Instant first,
        Instant last) {

    /** So that a file of another kind does not fill the memory. */
    private static final int TOLD = 1_000;

    record Skipped(long line, String reason) {}

    /** Refuses a file that cannot be read, is of another kind, or holds nothing. */
    static Survey of(Path file, TrackFormat format, String formatName) {
        Collector collector = new Collector();
        MessageDigest digest = sha256();
        try (InputStream bytes = new DigestInputStream(open(file), digest)) {
            format.read(unclosed(bytes), collector);
            // What no reader needed belongs to the content as well.
            long ignored = bytes.transferTo(OutputStream.nullOutputStream());
        } catch (NotOfFormat e) {
            throw new UserError(
                    file + " is not of the format " + formatName + ": " + e.why() + ". Nothing was written.", e);
        } catch (IOException e) {
            throw new UserError("The file " + file + " cannot be read: " + e.getMessage() + ".", e);
        }
        if (collector.points == 0) {
            String why = collector.skipped.isEmpty()
                    ? "There is none."
                    : "The first of them is line "
                            + collector.skipped.getFirst().line() + ": "
                            + collector.skipped.getFirst().reason() + ".";
            throw new UserError(
                    "Of " + file + " no point can be read as " + formatName + ". " + why + " Nothing was written.");
        }
        return collector.survey(file, format, HexFormat.of().formatHex(digest.digest()));
    }

    /** A reader of XML closes what it has read to the end. */
    private static InputStream unclosed(InputStream bytes) {
        return new FilterInputStream(bytes) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return in.read(buffer, offset, length);
            }

            @Override
            public void close() {}
        };
    }

    /** The same once more. */
    void read(Consumer<TrackPoint> reader) {
        try (InputStream bytes = open(file)) {
            format.read(bytes, new Content() {
                @Override
                public void point(TrackPoint point) {
                    reader.accept(point);
                }

                @Override
                public void skipped(long line, String reason) {
                    // Told by the survey.
                }
            });
        } catch (NotOfFormat | IOException e) {
            throw new UserError(
                    "The file " + file + " has changed or cannot be read any more: " + e.getMessage()
                            + ". Import it again.",
                    e);
        }
    }

    private static InputStream open(Path file) throws IOException {
        try {
            return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        } catch (NoSuchFileException e) {
            throw new UserError("There is no file " + file + ".", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static final class Collector implements Content {
        private final List<Skipped> skipped = new ArrayList<>();
        private final Map<String, Long> ids = new TreeMap<>();
        private long points;
        private long skippedCount;
        private Instant first = Instant.MAX;
        private Instant last = Instant.MIN;

        @Override
        public void point(TrackPoint point) {
            points++;
            ids.merge(point.id(), 1L, Long::sum);
            first = point.at().isBefore(first) ? point.at() : first;
            last = point.at().isAfter(last) ? point.at() : last;
        }

        @Override
        public void skipped(long line, String reason) {
            skippedCount++;
            if (skipped.size() < TOLD) {
                skipped.add(new Skipped(line, reason));
            }
        }

        private Survey survey(Path file, TrackFormat format, String digest) {
            return new Survey(file, format, digest, points, ids, List.copyOf(skipped), skippedCount, first, last);
        }
    }
}
