package io.qipan.runtime.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qipan.runtime.refusal.RefusedException;
import io.qipan.testkit.TestKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonalKeysTest {

    @TempDir
    Path folder = Path.of("");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Path file = folder;
    private PersonalKeys keys;

    @BeforeEach
    void oneKey() throws IOException {
        file = Files.writeString(folder.resolve("keys"), "# of the year\n" + TestKeys.line("2026-10", 1));
        keys = new PersonalKeys(file, meters);
    }

    @Test
    void whatIsLockedIsOpenedAndCannotBeRead() {
        // When
        Locked locked = keys.newest().lock("13800001234", "calls/1");

        // Then
        assertThat(keys.open(locked, "calls/1")).contains("13800001234");
        assertThat(locked.keyId()).isEqualTo("2026-10");
        assertThat(new String(locked.content(), StandardCharsets.ISO_8859_1)).doesNotContain("1380");
        assertThat(keys.newest().lock("13800001234", "calls/1").content()).isNotEqualTo(locked.content());
    }

    @Test
    void aNewKeyLocksWhatComesAndTheOldOneStillOpensWhatWas() throws IOException {
        // Given
        Locked old = keys.newest().lock("1", "calls/1");

        // When
        Files.writeString(file, TestKeys.line("2026-10", 1) + TestKeys.line("2026-11", 2));

        // Then
        assertThat(keys.newest().lock("2", "calls/2").keyId()).isEqualTo("2026-11");
        assertThat(keys.open(old, "calls/1")).contains("1");
    }

    @Test
    void aKeyThatIsThrownAwayTakesWhatItLockedWithItAndNothingElse() throws IOException {
        // Given
        Locked old = keys.newest().lock("1", "calls/1");
        Files.writeString(file, TestKeys.line("2026-10", 1) + TestKeys.line("2026-11", 2));
        Locked fresh = keys.newest().lock("2", "calls/2");

        // When
        Files.writeString(file, TestKeys.line("2026-11", 2));

        // Then
        assertThat(keys.open(old, "calls/1")).isEmpty();
        assertThat(keys.open(fresh, "calls/2")).contains("2");
    }

    @Test
    void equalTextsHaveOneFingerprintThatNobodyMakesWithoutTheKey() throws IOException {
        // Given
        byte[] told = keys.newest().fingerprint("13800001234");

        // When
        byte[] again = keys.newest().fingerprint("13800001234");

        // Then
        assertThat(again).isEqualTo(told).hasSize(32).isNotEqualTo(keys.newest().fingerprint("13800001235"));
        Files.writeString(file, TestKeys.line("2026-10", 2));
        assertThat(keys.newest().fingerprint("13800001234")).isNotEqualTo(told);
    }

    @Test
    void whatWasChangedOrIsMovedToAnotherOwnerIsNotOpenedAndCounted() {
        // Given
        Locked locked = keys.newest().lock("13800001234", "calls/1");
        byte[] changed = locked.content().clone();
        changed[changed.length - 1] ^= 1;

        // Then
        assertThat(keys.open(locked, "calls/2")).isEmpty();
        assertThat(keys.open(new Locked("2026-10", changed), "calls/1")).isEmpty();
        assertThat(unopened("key does not fit")).isEqualTo(2);
    }

    private double unopened(String why) {
        return meters.counter("qipan.personal.unopened", "why", why).count();
    }

    @Test
    void anotherKeyOfTheSameNameOpensNothingAndIsNoFault() throws IOException {
        // Given
        Locked locked = keys.newest().lock("13800001234", "calls/1");

        // When
        Files.writeString(file, TestKeys.line("2026-10", 2));

        // Then
        assertThat(keys.open(locked, "calls/1")).isEmpty();
        assertThat(unopened("key does not fit")).isEqualTo(1);
    }

    @Test
    void anErasedKeyLeavesItsNameAndTheOneBeforeLocksOn() throws IOException {
        // Given
        Files.writeString(file, TestKeys.line("2026-10", 1) + TestKeys.line("2026-11", 2));
        Locked november = keys.newest().lock("1", "calls/1");

        // When
        Files.writeString(file, TestKeys.line("2026-10", 1) + "2026-11 erased\n");

        // Then
        assertThat(keys.open(november, "calls/1")).isEmpty();
        assertThat(unopened("key not come yet")).isZero();
        assertThat(keys.newest().name()).isEqualTo("2026-10");
        assertThat(keys.fingerprints("1")).hasSize(1);
    }

    @Test
    void aFileOfErasedKeysOnlyHasNone() throws IOException {
        // Given
        Path erased = Files.writeString(folder.resolve("erased"), "2026-10 erased\n");

        // Then
        assertThatThrownBy(() -> new PersonalKeys(erased, meters)).hasMessageContaining("has no key");
    }

    @Test
    void withoutAKeyNothingStarts() throws IOException {
        // Given
        Path empty = Files.writeString(folder.resolve("empty"), "# none yet\n");
        Path weak = Files.writeString(folder.resolve("weak"), "2026-10 c2hvcnQ=\n");

        // Then
        assertThatThrownBy(() -> new PersonalKeys(empty, meters)).hasMessageContaining("has no key");
        assertThatThrownBy(() -> new PersonalKeys(weak, meters))
                .hasMessageContaining("the key 2026-10")
                .hasMessageContaining("32");
        assertThatThrownBy(() -> new PersonalKeys(folder.resolve("none"), meters))
                .hasMessageContaining("cannot be read");
    }

    @Test
    void aSpoiledFileStopsNoWorkAndOpensNothing() throws IOException {
        // Given
        Locked before = keys.newest().lock("1", "calls/1");

        // When
        Files.writeString(file, "2026-11 c2hvcnQ=\n");

        // Then
        assertThat(keys.newest().name()).isEqualTo("2026-10");
        assertThat(meters.counter("qipan.personal.keys.unreadable").count()).isEqualTo(1);
        assertThatThrownBy(() -> keys.open(before, "calls/1")).hasMessageContaining("the key 2026-11");
    }

    @Test
    void aKeyThatHasNotComeYetIsNotOneThatWasThrownAway() {
        // Given
        Locked byAnotherReplica = new Locked("2026-11", new byte[40]);
        Locked old = new Locked("2026-09", new byte[40]);

        // Then
        assertThatThrownBy(() -> keys.open(byAnotherReplica, "calls/1"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("has not come")
                .hasMessageContaining("'2026-11 erased'");
        assertThat(unopened("key not come yet")).isEqualTo(1);
        assertThat(keys.open(old, "calls/1")).isEmpty();
    }

    @Test
    void keysOutOfTheOrderOfTheirNamesAreNotTaken() throws IOException {
        // Given
        Path mixed =
                Files.writeString(folder.resolve("mixed"), TestKeys.line("2026-11", 1) + TestKeys.line("2026-10", 2));

        // Then
        assertThatThrownBy(() -> new PersonalKeys(mixed, meters)).hasMessageContaining("does not come after 2026-11");
    }
}
