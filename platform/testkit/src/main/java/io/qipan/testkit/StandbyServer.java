package io.qipan.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A standby of the one PostgreSQL server of this JVM, which streams its write-ahead log: a copy of its files by the low-level
 * interface for backups, as {@code ./qipan backup} makes one.
 */
public final class StandbyServer implements AutoCloseable {
    private static final Set<String> OF_THE_RUNNING_SERVER = Set.of("postmaster.pid", "postmaster.opts");
    private static final Set<String> EMPTY = Set.of("pg_wal", "pg_replslot");

    private final EmbeddedPostgres server;
    private final Path data;

    private StandbyServer(EmbeddedPostgres server, Path data) {
        this.server = server;
        this.data = data;
    }

    /** Copies and starts it; it has caught up with the copy when this returns. */
    public static StandbyServer start() {
        try {
            Path data = Files.createTempDirectory(
                    "qipan-standby-",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            copyTo(data);
            Path ignored = Files.createFile(data.resolve("standby.signal"));
            Files.writeString(
                    data.resolve("postgresql.auto.conf"),
                    "primary_conninfo = 'host=%s port=%d user=%s password=%s'%n"
                            .formatted(
                                    EmbeddedServer.HOST,
                                    EmbeddedServer.port(),
                                    EmbeddedServer.USER,
                                    EmbeddedServer.PASSWORD));
            return new StandbyServer(
                    EmbeddedPostgres.builder()
                            .setDataDirectory(data)
                            .setCleanDataDirectory(false)
                            // Not fewer than the primary's, or it does not start.
                            .setServerConfig("max_connections", "300")
                            .setServerConfig("fsync", "off")
                            .setServerConfig("timezone", "UTC")
                            .start(),
                    data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("The server cannot be copied", e);
        }
    }

    private static void copyTo(Path data) throws IOException, SQLException {
        try (Connection session = DriverManager.getConnection(EmbeddedServer.jdbcUrl("postgres"));
                Statement statement = session.createStatement()) {
            Path files = Path.of(ask(statement, "show data_directory"));
            // Until the standby has begun to stream nothing it needs is removed.
            statement.execute("alter system set wal_keep_size = '1GB'");
            statement.execute("select pg_reload_conf()");
            String begun = ask(statement, "select pg_backup_start('standby', true)");
            copy(files, data);
            String label = ask(statement, "select labelfile from pg_backup_stop(false)");
            Files.writeString(data.resolve("backup_label"), label);
            if (begun.isEmpty()) {
                throw new IllegalStateException("The backup did not begin");
            }
        }
    }

    private static String ask(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Path name = from.relativize(folder);
                if (!name.toString().isEmpty()) {
                    Path ignored = Files.createDirectory(
                            to.resolve(name),
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                }
                return EMPTY.contains(name.toString()) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path name = from.relativize(file);
                if (OF_THE_RUNNING_SERVER.contains(name.toString())) {
                    return FileVisitResult.CONTINUE;
                }
                try {
                    Path ignored = Files.copy(file, to.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
                } catch (NoSuchFileException e) {
                    return visitFileFailed(file, e);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                // Removed meanwhile, which the log tells too.
                return FileVisitResult.CONTINUE;
            }
        });
    }

    public int port() {
        return server.getPort();
    }

    /** What it answers, for example {@code select pg_wal_replay_pause()}. */
    public @Nullable String ask(String database, String sql) {
        try (Connection session = DriverManager.getConnection(jdbcUrl(database));
                Statement statement = session.createStatement()) {
            return ask(statement, sql);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot run: " + sql, e);
        }
    }

    private String jdbcUrl(String database) {
        return "jdbc:postgresql://" + EmbeddedServer.HOST + ":" + port() + "/" + database + "?user="
                + EmbeddedServer.USER + "&password=" + EmbeddedServer.PASSWORD;
    }

    @Override
    public void close() {
        try {
            server.close();
            if (Files.exists(data)) {
                delete(data);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            // What is in a folder comes after it.
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
