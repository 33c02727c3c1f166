package io.qipan.launcher.backup;

import io.qipan.launcher.DatabaseAccess;
import io.qipan.launcher.Keys;
import io.qipan.launcher.Orphans;
import io.qipan.launcher.Postgres;
import io.qipan.launcher.Recovery;
import io.qipan.launcher.Service;
import io.qipan.launcher.Trees;
import io.qipan.launcher.Unprivileged;
import io.qipan.launcher.UserError;
import io.qipan.launcher.Workspace;
import io.qipan.launcher.audit.Audit;
import io.qipan.launcher.audit.Seen;
import io.qipan.launcher.backup.Manifest.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Brings a backup back. The databases are made and proven beside the data of the board; the last step of all gives them their
 * name. Broken off anywhere before that, the data is what it was, and the restore begins again.
 */
final class Restore {

    private final Workspace workspace;
    private final Path backup;
    private final Manifest manifest;
    private final Path cradle;
    private final BackedUpKeys keys;

    Restore(Workspace workspace, Path backup) {
        this.workspace = workspace;
        this.backup = backup;
        this.manifest = Manifest.read(backup);
        this.cradle = workspace.postgresData().resolveSibling("postgres.restoring");
        this.keys = new BackedUpKeys(manifest, backup, workspace.keys());
    }

    Manifest manifest() {
        return manifest;
    }

    /** Refuses what would not work out, before anything is written. */
    void check(boolean replace) {
        if (new Postgres(workspace).running().isPresent()) {
            throw new UserError("The board of this checkout runs. Stop it first: ./qipan down");
        }
        if (!replace && Files.exists(workspace.postgresData())) {
            throw new UserError(workspace.postgresData()
                    + " has the data of a board. Restore into another checkout, or put" + " it aside with --replace.");
        }
        requireThisEngine();
        for (Service service : Service.values()) {
            KnownMigrations.require(workspace, service, history(service).migrations());
        }
        requireWhole();
        keys.check();
    }

    private void requireWhole() {
        for (String needed : List.of(Backup.DATABASE, Backup.EVIDENCE)) {
            if (!manifest.has(needed)) {
                throw new UserError(backup.resolve(Manifest.FILE) + " does not tell of " + needed + "; it is damaged.");
            }
        }
        manifest.parts().forEach(part -> part.requireWhole(backup));
    }

    private void requireThisEngine() {
        Manifest.Engine made = manifest.postgres();
        String here = System.getProperty("os.arch");
        if (made.major() != Recovery.MAJOR_VERSION || !made.architecture().equals(here)) {
            throw new UserError(
                    "The backup has the files of PostgreSQL %d on %s, and here is %d on %s, which cannot read them."
                            .formatted(made.major(), made.architecture(), Recovery.MAJOR_VERSION, here));
        }
    }

    private History history(Service service) {
        return Optional.ofNullable(manifest.services().get(service.processName()))
                .orElseThrow(() -> new UserError(backup.resolve(Manifest.FILE) + " does not tell of "
                        + service.processName() + "; it is damaged."));
    }

    /**
     * Makes it the board of this checkout.
     *
     * @param port for PostgreSQL while it is looked at
     * @return the names of the keys of personal data that are not here
     */
    SortedSet<String> run(int port) throws IOException, SQLException {
        Path cluster = cradle.resolve("cluster");
        Postgres postgres = new Postgres(workspace, cluster);
        Orphans.end(workspace);
        Trees.delete(cradle);
        Files.createDirectories(cradle);
        PartReader.unpack(backup.resolve(Backup.DATABASE), cluster);
        Recovery.run(workspace, cluster, manifest.restorePoint(), new Keys(workspace.keys()).password(Postgres.NAME));
        EvidenceFolder evidence = EvidenceFolder.of(workspace);
        evidence.add(backup.resolve(Backup.EVIDENCE));
        try {
            int ignored = postgres.start(port, Unprivileged.here()).port();
            prove(port, evidence);
        } finally {
            postgres.stop(Postgres.Stop.FAST);
        }
        SortedSet<String> lacking = keys.settle(cradle.resolve("keys"), YearMonth.now(ZoneOffset.UTC));
        rememberHeads();
        takeThePlace(cluster);
        return lacking;
    }

    /** That it is the moment of the manifest, of all three services, with the files that the rows name. */
    private void prove(int port, EvidenceFolder evidence) throws SQLException {
        SortedMap<String, History> restored = Heads.read(service -> superuser(port, service));
        if (!restored.equals(manifest.services())) {
            throw new UserError("What came back is not what was backed up: " + restored + " and not "
                    + manifest.services() + ". The data of this checkout is as it was.");
        }
        long missing = evidence.missing(superuser(port, Service.ECOLOGY));
        if (missing > manifest.evidence().missing()) {
            throw new UserError(
                    "%,d files of evidence that the database names are not in %s. The data of this checkout is as it was."
                            .formatted(missing, evidence.folder()));
        }
        for (Service service : Service.values()) {
            beginAnotherFeed(superuser(port, service));
        }
    }

    /**
     * What comes from here on is another history than the one that whoever watched may have seen more of. Their tokens must not
     * fit it by chance.
     */
    private static void beginAnotherFeed(DatabaseAccess database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("update feed_head set source = gen_random_uuid()");
        }
    }

    private DatabaseAccess superuser(int port, Service service) {
        return DatabaseAccess.ofSuperuser(workspace, port, service.shortName());
    }

    private void rememberHeads() throws IOException {
        Path file = Audit.file(workspace);
        if (Files.exists(file)) {
            Files.move(file, aside(file), StandardCopyOption.REPLACE_EXISTING);
        }
        SortedMap<String, Seen> seen = new TreeMap<>();
        manifest.services().forEach((name, history) -> seen.put(name, new Seen(history.revision(), history.hash())));
        new Audit(file).write(seen);
    }

    private void takeThePlace(Path cluster) throws IOException {
        Path data = workspace.postgresData();
        if (Files.exists(data)) {
            Files.move(data, aside(data), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(cluster, data, StandardCopyOption.ATOMIC_MOVE);
        Trees.delete(cradle);
    }

    /** Under a name of which there is none yet. */
    private static Path aside(Path file) {
        Path free = file.resolveSibling(file.getFileName() + ".before-restore");
        for (int number = 2; Files.exists(free); number++) {
            free = file.resolveSibling(file.getFileName() + ".before-restore-" + number);
        }
        return free;
    }
}
