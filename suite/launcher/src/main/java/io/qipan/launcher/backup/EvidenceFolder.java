package io.qipan.launcher.backup;

import io.qipan.launcher.DatabaseAccess;
import io.qipan.launcher.Workspace;
import io.qipan.launcher.backup.Manifest.Evidence;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of evidence, each under its SHA-256, {@code ab/abcdef...}; they never change. */
record EvidenceFolder(Path folder) {

    private static final Pattern NAME = Pattern.compile("[0-9a-f]{2}/[0-9a-f]{64}");
    private static final int ROWS_AT_ONCE = 10_000;

    /** Where ecology-service of this checkout keeps them, if it is told the same by the environment. */
    static EvidenceFolder of(Workspace workspace) {
        String folder =
                Optional.ofNullable(System.getenv("QIPAN_EVIDENCE_FOLDER")).orElse(".qipan/evidence");
        return new EvidenceFolder(workspace.checkout().resolve(folder));
    }

    /**
     * Copies what is there, and looks whether the database names more. To be called after the restore point was set: a file is
     * on the disk before its row, so none of a row that comes back is left out.
     */
    Evidence copy(PartWriter to, DatabaseAccess ecology) throws IOException, SQLException {
        long files = 0;
        long bytes = 0;
        long changed = 0;
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                Iterator<Path> paths = all.filter(this::isKept).iterator();
                while (paths.hasNext()) {
                    Path path = paths.next();
                    files++;
                    bytes += Files.size(path);
                    if (!copy(path, to)) {
                        changed++;
                    }
                }
            }
        }
        return new Evidence(files, bytes, missing(ecology), changed);
    }

    private boolean isKept(Path path) {
        return Files.isRegularFile(path)
                && NAME.matcher(folder.relativize(path).toString()).matches();
    }

    /** Whether it still has the hash that is its name. */
    private boolean copy(Path path, PartWriter to) throws IOException {
        MessageDigest digest = Part.sha256Digest();
        try (InputStream in = new DigestInputStream(new BufferedInputStream(Files.newInputStream(path)), digest)) {
            to.file(folder.relativize(path).toString(), in, Files.size(path));
        }
        return isNamedBy(digest, path);
    }

    private static boolean isNamedBy(MessageDigest digest, Path path) {
        return HexFormat.of().formatHex(digest.digest()).equals(String.valueOf(path.getFileName()));
    }

    /** How many files the database names that are not here. */
    long missing(DatabaseAccess ecology) throws SQLException {
        long missing = 0;
        try (Connection connection = ecology.connect()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(ROWS_AT_ONCE);
                try (ResultSet rows = statement.executeQuery("select distinct sha256 from evidence")) {
                    while (rows.next()) {
                        missing += Files.isRegularFile(path(rows.getString(1))) ? 0 : 1;
                    }
                }
            }
        }
        return missing;
    }

    private Path path(String sha256) {
        return folder.resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    /** Adds what is not there, or no longer has its hash. Nothing that is whole is touched, and nothing taken away. */
    void add(Path part) throws IOException {
        Path incoming = Files.createDirectories(folder.resolve("incoming"));
        PartReader.each(part, (name, content) -> {
            Path target = folder.resolve(name);
            if (NAME.matcher(name).matches() && !isWhole(target)) {
                put(content, Files.createTempFile(incoming, "", ".part"), target);
            }
        });
    }

    private static void put(InputStream content, Path fresh, Path target) throws IOException {
        Files.copy(content, fresh, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel written = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.createDirectories(target.getParent());
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean isWhole(Path path) throws IOException {
        return Files.exists(path) && Part.hashOf(path).equals(String.valueOf(path.getFileName()));
    }
}
