package io.qipan.launcher.backup;

import io.qipan.launcher.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Copies the files of a PostgreSQL that goes on working: the low-level interface of "Making a Base Backup Using the Low Level
 * API" in its manual. What changes while it copies is put right by the write-ahead log, which is kept from the first file to the
 * restore point by a slot that ends with the session, as the whole backup does.
 */
final class RunningCluster {

    /** Folders that start empty, as pg_basebackup leaves them. */
    private static final Set<String> EMPTY = Set.of(
            "pg_dynshmem",
            "pg_notify",
            "pg_replslot",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans",
            "pg_wal");

    /** Of the running server only, or temporary. */
    private static final Pattern LEFT_OUT = Pattern.compile("postmaster\\.(pid|opts)|pg_internal\\.init.*|pgsql_tmp.*"
            + "|t\\d+_\\d+.*|backup_label.*|tablespace_map.*|backup_manifest|recovery\\.signal|.*\\.tmp");

    private static final Path CONTROL = Path.of("global/pg_control");
    private static final Pattern SEGMENT = Pattern.compile("[0-9A-F]{24}");
    private static final int WRITTEN_AT_ONCE = 50;

    private final Connection session;
    private final Path data;
    private String firstSegment = "";
    private String lastSegment = "";

    /** The session has to stay open until all is copied. */
    RunningCluster(Connection session, Path data) {
        this.session = session;
        this.data = data;
    }

    void begin(String label) throws SQLException {
        String slot = "qipan_backup_" + ProcessHandle.current().pid();
        String ignored = ask("select slot_name from pg_create_physical_replication_slot(?, true, true)", slot);
        firstSegment = ask("select pg_walfile_name(pg_backup_start(?, true))", label);
    }

    /** All but the write-ahead log. */
    void copyData(PartWriter to) throws IOException {
        Files.walkFileTree(data, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                String name = data.relativize(folder).toString();
                if (LEFT_OUT.matcher(lastName(folder)).matches()) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                if (!name.isEmpty()) {
                    to.folder(name);
                }
                return EMPTY.contains(name) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!attributes.isRegularFile()) {
                    throw new UserError(
                            file + " leads out of the folder of PostgreSQL (a tablespace?), which ./qipan backup"
                                    + " does not follow. Use pg_basebackup.");
                }
                if (!LEFT_OUT.matcher(lastName(file)).matches()
                        && !data.relativize(file).equals(CONTROL)) {
                    copy(file, to);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
        to.file(CONTROL.toString(), control());
    }

    private static String lastName(Path file) {
        return String.valueOf(file.getFileName());
    }

    private void copy(Path file, PartWriter to) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            to.file(data.relativize(file).toString(), in, Files.size(file));
        } catch (NoSuchFileException e) {
            // Dropped meanwhile; the log says so too.
            return;
        }
    }

    /** Read until it is twice the same: the server writes it in one go, and a reader may see half of that. */
    private byte[] control() throws IOException {
        byte[] before = new byte[0];
        for (int i = 0; i < WRITTEN_AT_ONCE; i++) {
            byte[] now = Files.readAllBytes(data.resolve(CONTROL));
            if (Arrays.equals(before, now)) {
                return now;
            }
            before = now;
        }
        throw new IOException(data.resolve(CONTROL) + " changes faster than it can be read");
    }

    /** Ends the copying of data. From here on the log is all that is needed. */
    void end(PartWriter to) throws SQLException, IOException {
        try (PreparedStatement statement = session.prepareStatement("select labelfile from pg_backup_stop(false)");
                ResultSet row = statement.executeQuery()) {
            boolean ignored = row.next();
            to.file("backup_label", row.getString(1).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Sets the point that a restore goes to. What has been committed by now lies before it. */
    void mark(String restorePoint) throws SQLException {
        lastSegment = ask("select pg_walfile_name(pg_create_restore_point(?))", restorePoint);
    }

    /** The log from the beginning of the backup to the restore point. */
    void copyLog(PartWriter to) throws SQLException, IOException {
        // So that all of it is on the disk; what a segment has not been filled with yet is zeros.
        try (Statement statement = session.createStatement()) {
            statement.execute("select pg_switch_wal()");
        }
        List<Path> segments;
        try (Stream<Path> all = Files.list(data.resolve("pg_wal"))) {
            segments = all.filter(file -> isNeeded(lastName(file))).sorted().toList();
        }
        for (Path segment : segments) {
            copy(segment, to);
        }
    }

    private boolean isNeeded(String name) {
        return name.endsWith(".history")
                || (SEGMENT.matcher(name).matches()
                        && name.compareTo(firstSegment) >= 0
                        && name.compareTo(lastSegment) <= 0);
    }

    private String ask(String sql, String argument) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(sql)) {
            statement.setString(1, argument);
            try (ResultSet row = statement.executeQuery()) {
                boolean ignored = row.next();
                return row.getString(1);
            }
        }
    }
}
