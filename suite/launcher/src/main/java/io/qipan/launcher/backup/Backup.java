package io.qipan.launcher.backup;

import io.qipan.launcher.DatabaseAccess;
import io.qipan.launcher.Keys;
import io.qipan.launcher.Postgres;
import io.qipan.launcher.Postmaster;
import io.qipan.launcher.Service;
import io.qipan.launcher.UserError;
import io.qipan.launcher.Workspace;
import io.qipan.launcher.backup.Manifest.Engine;
import io.qipan.launcher.backup.Manifest.Evidence;
import io.qipan.launcher.backup.Manifest.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Makes one backup: database, then evidence, then keys if they are wanted, then what tells of all that. */
final class Backup {

    static final String DATABASE = "database.tar.gz";
    static final String EVIDENCE = "evidence.tar";
    static final String KEYS = "keys.tar";

    /** What signs tokens and what locks personal data; passwords and tokens are made anew. */
    static final List<String> KEPT_KEYS = List.of("personal.keys", "private.pem", "public.pem");

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'qipan-'uuuuMMdd'T'HHmmss.SSS").withZone(ZoneOffset.UTC);

    private final Workspace workspace;
    private final EvidenceFolder evidence;
    private final InstantSource clock;
    private final Postmaster postmaster;

    Backup(Workspace workspace, InstantSource clock) {
        this.workspace = workspace;
        this.evidence = EvidenceFolder.of(workspace);
        this.clock = clock;
        this.postmaster = new Postgres(workspace)
                .running()
                .orElseThrow(
                        () -> new UserError("PostgreSQL of this board does not run. Start it: ./qipan up --detach"));
    }

    /** Into an empty folder. */
    Manifest write(Path folder, boolean withKeys) throws IOException, SQLException {
        try (Connection session = superuser("postgres").connect()) {
            RunningCluster cluster = new RunningCluster(session, workspace.postgresData());
            String restorePoint = NAME.format(clock.instant());
            List<Part> parts = new ArrayList<>();
            SortedMap<String, History> histories;
            Instant moment;
            try (PartWriter part = PartWriter.compressed(folder.resolve(DATABASE))) {
                cluster.begin(restorePoint);
                cluster.copyData(part);
                cluster.end(part);
                try (Heads heads = Heads.hold(this::database)) {
                    cluster.mark(restorePoint);
                    moment = clock.instant();
                    histories = heads.histories();
                }
                cluster.copyLog(part);
                parts.add(part.finish());
            }
            Evidence files = writeEvidence(folder, parts);
            if (withKeys) {
                parts.add(writeKeys(folder.resolve(KEYS)));
            }
            return new Manifest(
                    Manifest.FORMAT,
                    version(),
                    moment.toString(),
                    restorePoint,
                    engine(session),
                    histories,
                    files,
                    PersonalKeyNames.of(new Keys(workspace.keys()).personalKeysFile()),
                    List.copyOf(parts));
        }
    }

    private Evidence writeEvidence(Path folder, List<Part> parts) throws IOException, SQLException {
        try (PartWriter part = PartWriter.plain(folder.resolve(EVIDENCE))) {
            Evidence copied = evidence.copy(part, database(Service.ECOLOGY));
            parts.add(part.finish());
            return copied;
        }
    }

    private Part writeKeys(Path file) throws IOException {
        try (PartWriter part = PartWriter.plain(file)) {
            for (String name : KEPT_KEYS) {
                Path key = workspace.keys().resolve(name);
                if (Files.exists(key)) {
                    part.file(name, Files.readAllBytes(key));
                }
            }
            return part.finish();
        }
    }

    private static Engine engine(Connection session) throws SQLException {
        return new Engine(
                session.getMetaData().getDatabaseMajorVersion() * 10_000
                        + session.getMetaData().getDatabaseMinorVersion(),
                System.getProperty("os.arch"));
    }

    private static String version() {
        return Optional.ofNullable(Backup.class.getPackage().getImplementationVersion())
                .orElse("unknown");
    }

    private DatabaseAccess database(Service service) {
        return superuser(service.shortName());
    }

    private DatabaseAccess superuser(String database) {
        return DatabaseAccess.ofSuperuser(workspace, postmaster.port(), database);
    }
}
