package io.qipan.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Backup and restore with a real PostgreSQL, written to all the while. */
class BackupIT {

    @TempDir
    static Path shared = Path.of("");

    @TempDir
    Path folder = Path.of("");

    private static Workspace lost = new Workspace(shared);
    private Workspace fresh = new Workspace(folder);
    private Path backup = folder;

    @BeforeAll
    static void startABoard() throws IOException {
        open(shared);
        lost = workspace(shared.resolve("lost"));
        Launched up = Launched.run(lost, "up", "--detach", "--port-base", freePorts());
        assertThat(up.exit()).as(up.err()).isZero();
    }

    @AfterAll
    static void stopIt() {
        Launched.run(lost, "down");
    }

    @BeforeEach
    void withAnotherCheckout() throws IOException {
        open(folder);
        fresh = workspace(folder.resolve("fresh"));
        backup = folder.resolve("monday");
    }

    @AfterEach
    void stopTheOther() {
        Launched.run(fresh, "down");
    }

    @Test
    void whatComesBackIsOneMomentOfAllThreeWhileTheyWereWrittenTo() throws IOException, SQLException {
        // Given
        String kept = Evidence.keep(lost, "seen at the river");
        Files.writeString(Evidence.file(fresh, Evidence.keep(fresh, "seen at the river")), "not any more");
        Ledger ledger = new Ledger(lost);
        ledger.start();
        long before = ledger.written();
        Launched made = Launched.run(lost, "backup", backup.toString(), "--with-keys");
        long after = ledger.stop();

        // When
        Launched restored = restore();

        // Then
        assertThat(made.exit()).as(made.err()).isZero();
        assertThat(after).as("writing went on").isGreaterThan(before + 20);
        assertThat(restored.exit()).as(restored.err()).isZero();
        assertThat(restored.out())
                .contains("dispatch-service: ", "records, whole.")
                .doesNotContain("BROKEN");
        long moment = revision(Service.DISPATCH);
        assertThat(moment).isBetween(before, after);
        for (Service service : Service.values()) {
            assertThat(revision(service)).as(service.processName()).isBetween(moment - 1, moment);
            assertThat(Ledger.ask(fresh, service, "select revision from feed_head"))
                    .isEqualTo(revision(service));
            assertThat(Ledger.ask(fresh, service, "select count(*) from note")).isEqualTo(revision(service));
            assertThat(feed(fresh, service)).as("the name of the feed").isNotEqualTo(feed(lost, service));
        }
        assertThat(Evidence.file(fresh, kept)).hasContent("seen at the river");
        assertThat(read(fresh, "keys/personal.keys")).isEqualTo(read(lost, "keys/personal.keys"));
        assertThat(read(fresh, "keys/private.pem")).isEqualTo(read(lost, "keys/private.pem"));
    }

    @Test
    void evidenceThatIsMissingOrChangedIsToldAndTheRestIsBackedUp() throws IOException, SQLException {
        // Given
        Path changed = Evidence.file(lost, Evidence.keep(lost, "seen in the wood"));
        Files.writeString(changed, "something else");
        Ledger.execute(lost, Service.ECOLOGY, "insert into evidence values ('" + "0".repeat(64) + "')");

        // When
        Launched made = Launched.run(lost, "backup", backup.toString());

        // Then
        Files.delete(changed);
        Ledger.execute(lost, Service.ECOLOGY, "delete from evidence");
        assertThat(made.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(made.err())
                .contains("1 files of evidence that its database names are not in the folder, and 1 have");
        assertThat(backup.resolve("manifest.json")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"database.tar.gz", "evidence.tar", "keys.tar"})
    void aDamagedPartIsNamedBeforeAnythingIsWritten(String part) throws IOException {
        // Given
        Launched.run(lost, "backup", backup.toString(), "--with-keys");
        flipOneBit(backup.resolve(part));

        // When
        Launched restored = restore();

        // Then
        assertThat(restored.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(restored.err()).contains(part + " is damaged: its SHA-256 is ");
        assertThat(fresh.postgresData()).doesNotExist();
    }

    @Test
    void whatIsCutOffOrForeignOrNewerIsRefused() throws IOException {
        // Given
        Launched.run(lost, "backup", backup.toString(), "--with-keys");
        Launched foreign = Launched.run(fresh, "restore", folder.toString());
        JournalingService.know(fresh.built(Service.PATROL).resolve("app/qipan-patrol-service.jar"), "2026010101");
        Launched newer = restore();
        JournalingService.install(fresh);
        alter("format", 2);
        Launched laterFormat = restore();
        alter("format", 1);
        try (RandomAccessFile file =
                new RandomAccessFile(backup.resolve("database.tar.gz").toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }

        // When
        Launched cutOff = restore();

        // Then
        assertThat(foreign.err()).contains("is not a backup: it has no manifest.json");
        assertThat(newer.err())
                .contains("The backup is of a newer version: the database of patrol-service has the migrations "
                        + JournalingService.MIGRATION);
        assertThat(laterFormat.err()).contains("has the format 2");
        assertThat(cutOff.err()).contains("database.tar.gz is damaged: it has ");
        assertThat(fresh.postgresData()).doesNotExist();
    }

    @Test
    void nothingIsWrittenOverUnlessItIsToldAndThenPutAside() throws IOException, SQLException {
        // Given
        long before = Ledger.ask(lost, Service.DISPATCH, "select count(*) from note");
        Launched.run(lost, "backup", backup.toString(), "--with-keys");
        Launched again = Launched.run(lost, "backup", backup.toString());
        Launched running = Launched.run(lost, "restore", backup.toString(), "--replace");
        Ledger ledger = new Ledger(lost);
        ledger.start();
        ledger.stop();
        Launched.run(lost, "audit", "verify");
        Launched.run(lost, "down");
        Launched untold = Launched.run(lost, "restore", backup.toString());

        // When
        Launched told = Launched.run(lost, "restore", backup.toString(), "--replace", "--port-base", freePorts());

        // Then
        assertThat(again.err()).contains("a backup is never written over");
        assertThat(running.err()).contains("Stop it first: ./qipan down");
        assertThat(untold.err()).contains("has the data of a board");
        assertThat(told.exit()).as(told.err()).isZero();
        assertThat(Ledger.ask(lost, Service.DISPATCH, "select count(*) from note"))
                .isEqualTo(before);
        assertThat(lost.home().resolve("data/postgres.before-restore/PG_VERSION"))
                .exists();
        assertThat(lost.home().resolve("audit.json.before-restore")).exists();
    }

    @Test
    void withoutTheKeysItSaysWhichFileHasToBeThereAndTakesNoOther() throws IOException {
        // Given
        Launched made = Launched.run(lost, "backup", backup.toString());
        Launched without = restore();
        Files.createDirectories(fresh.keys());
        Path keys = fresh.keys().resolve("personal.keys");
        Files.writeString(keys, read(lost, "keys/personal.keys").replaceAll(" .", " ~"));
        Launched another = restore();
        Files.writeString(keys, "");

        // When
        Launched erased = restore();

        // Then
        assertThat(made.out()).contains("Not in it: the keys.");
        assertThat(without.err()).contains("The backup has no keys, and " + keys + " is not there.");
        assertThat(another.err()).contains("is another one than the backup was locked with");
        assertThat(erased.exit()).as(erased.err()).isZero();
        String month = read(lost, "keys/personal.keys").substring(0, 7);
        assertThat(erased.out()).contains("they were erased or are lost: " + month);
        assertThat(read(fresh, "keys/personal.keys"))
                .startsWith(month + "-qipan-")
                .hasLineCount(1);
    }

    @Test
    void aBackupThatWasKilledLeavesNothingAtTheServerAndNothingInTheWay() throws IOException, SQLException {
        // Given
        Process killed = Other.qipan(lost, "backup", backup.toString(), "--with-keys");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Files.exists(folder.resolve(".monday.unfinished/database.tar.gz")));
        killed.destroyForcibly();
        await().until(() -> !killed.isAlive());
        boolean unfinished = Files.exists(folder.resolve(".monday.unfinished")) && !Files.exists(backup);

        // When
        Launched again = Launched.run(lost, "backup", backup.toString(), "--with-keys");

        // Then
        assertThat(unfinished).isTrue();
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(Ledger.ask(lost, Service.DISPATCH, "select count(*) from pg_replication_slots"))
                .isZero();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("fresh", "monday");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PG_VERSION", "postmaster.pid"})
    void aRestoreThatWasKilledBeginsAgain(String beforeThisFile) throws IOException, SQLException {
        // Given
        Ledger ledger = new Ledger(lost);
        ledger.start();
        Launched.run(lost, "backup", backup.toString(), "--with-keys");
        ledger.stop();
        Process killed = Other.qipan(fresh, "restore", backup.toString(), "--port-base", freePorts());
        Path seen = fresh.home().resolve("data/postgres.restoring/cluster").resolve(beforeThisFile);
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> Files.exists(seen));
        killed.destroyForcibly();
        await().until(() -> !killed.isAlive());
        boolean inPlace = Files.exists(fresh.postgresData());

        // When
        Launched again = restore();

        // Then
        assertThat(inPlace).isFalse();
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(Ledger.ask(fresh, Service.ECOLOGY, "select count(*) from note"))
                .isEqualTo(revision(Service.ECOLOGY));
        assertThat(fresh.home().resolve("data/postgres.restoring")).doesNotExist();
    }

    @Test
    void aRecoveryThatOutlivesItsRestoreIsEndedBeforeTheNextOne() throws IOException {
        // Given
        Launched.run(lost, "backup", backup.toString(), "--with-keys");
        Process killed = Other.qipan(fresh, "restore", backup.toString(), "--port-base", freePorts());
        ProcessHandle recovery = Other.childNamed(killed, "/bin/postgres --single ");
        Other.freeze(recovery);
        killed.destroyForcibly();
        await().until(() -> !killed.isAlive());
        boolean outlives = recovery.isAlive();

        // When
        Launched again = restore();

        // Then
        assertThat(outlives).isTrue();
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(recovery.isAlive()).isFalse();
    }

    private Launched restore() {
        return Launched.run(fresh, "restore", backup.toString(), "--port-base", freePorts());
    }

    private long revision(Service service) throws IOException {
        return manifest()
                .path("services")
                .path(service.processName())
                .path("revision")
                .asLong(-1);
    }

    private static long feed(Workspace workspace, Service service) throws SQLException {
        return Ledger.ask(
                workspace, service, "select ('x' || left(md5(source::text), 8))::bit(32)::bigint from feed_head");
    }

    /** So that PostgreSQL, which may run as another user, comes in. */
    private static void open(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private JsonNode manifest() throws IOException {
        return Json.MAPPER.readTree(backup.resolve("manifest.json").toFile());
    }

    private void alter(String field, int value) throws IOException {
        ObjectNode manifest = (ObjectNode) manifest();
        Files.writeString(
                backup.resolve("manifest.json"), manifest.put(field, value).toString());
    }

    private static void flipOneBit(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    private static String read(Workspace workspace, String file) throws IOException {
        return Files.readString(workspace.home().resolve(file));
    }

    private static Workspace workspace(Path folder) throws IOException {
        Workspace workspace = new Workspace(Files.createDirectories(folder));
        workspace.prepare();
        JournalingService.install(workspace);
        UnpackedOnce.into(workspace);
        return workspace;
    }

    private static String freePorts() {
        return String.valueOf(FreePorts.find().base());
    }
}
