package io.qipan.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The keys of personal data of a checkout: no name comes back, whatever is erased and when. */
class KeysCommandTest {
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

    @TempDir
    Path checkout = Path.of("");

    private Workspace workspace = new Workspace(checkout);
    private PersonalKeyFile keys = new Keys(checkout).personalKeys();

    @BeforeEach
    void folders() {
        workspace = new Workspace(checkout);
        workspace.createFolders();
        keys = new Keys(workspace.keys()).personalKeys();
    }

    private Path file() {
        return new Keys(workspace.keys()).personalKeysFile();
    }

    private List<String> names() {
        return keys.entries().stream()
                .map(entry -> entry.name() + (entry.erased() ? " erased" : ""))
                .toList();
    }

    @Test
    void anErasedMonthLeavesItsNameAndAnotherKeyLocksOn() throws IOException {
        // Given
        keys.ensure(NOVEMBER);
        String before = Files.readString(file());

        // When
        String newest = keys.erase("2026-11", NOVEMBER);
        keys.ensure(NOVEMBER);

        // Then
        assertThat(newest).isEqualTo("2026-11-02");
        assertThat(names()).containsExactly("2026-11 erased", "2026-11-02");
        assertThat(Files.readString(file())).doesNotContain(before.strip().split(" ", -1)[1]);
        keys.ensure(NOVEMBER.plusMonths(1));
        assertThat(names()).containsExactly("2026-11 erased", "2026-11-02", "2026-12");
    }

    @Test
    void anEarlierMonthIsErasedAndTheNewestStays() {
        // Given
        keys.ensure(NOVEMBER.minusMonths(1));
        keys.ensure(NOVEMBER);

        // When
        String newest = keys.erase("2026-10", NOVEMBER);

        // Then
        assertThat(newest).isEqualTo("2026-11");
        assertThat(names()).containsExactly("2026-10 erased", "2026-11");
    }

    @Test
    void aFileThatEndsWithoutALineBreakIsNotSpoiled() throws IOException {
        // Given
        keys.add("2026-10");
        Files.writeString(file(), "# ours\n" + Files.readString(file()).strip());

        // When
        keys.ensure(NOVEMBER);

        // Then
        assertThat(names()).containsExactly("2026-10", "2026-11");
        assertThat(Files.readString(file())).startsWith("# ours\n2026-10 ");
    }

    @Test
    void aKeyThatWasPreparedForLaterIsNotFollowedByAnEarlierOne() {
        // Given
        keys.add("2026-12");

        // When
        keys.ensure(NOVEMBER);

        // Then
        assertThat(names()).containsExactly("2026-12");
        assertThat(keys.next(NOVEMBER)).isEqualTo("2026-12-02");
    }

    @Test
    void aNameThatWasUsedOrComesBeforeIsRefused() {
        // Given
        keys.ensure(NOVEMBER);
        String ignored = keys.erase("2026-11", NOVEMBER);

        // Then
        assertThatThrownBy(() -> keys.add("2026-11"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("would not come after 2026-11-02");
        assertThatThrownBy(() -> keys.add("two words")).hasMessageContaining("'two words' cannot be the name");
        assertThatThrownBy(() -> keys.erase("2026-11", NOVEMBER)).hasMessageContaining("erased already");
        assertThatThrownBy(() -> keys.erase("2026-09", NOVEMBER)).hasMessageContaining("There is no key 2026-09");
    }

    @Test
    void theCommandAddsErasesAndLists() throws IOException {
        // Given
        Launched none = Launched.run(workspace, "keys", "list");
        Launched added = Launched.run(workspace, "keys", "add", "2026-10");
        String secret = Files.readString(file()).strip().split(" ", -1)[1];
        Launched next = Launched.run(workspace, "keys", "add", "2026-10-b");

        // When
        Launched erased = Launched.run(workspace, "keys", "erase", "2026-10");

        // Then
        assertThat(none.out()).contains("There is no key yet");
        assertThat(added.out()).contains("The key 2026-10 locks what comes.");
        assertThat(next.exit()).isZero();
        assertThat(erased.out()).contains("The key 2026-10 is erased here").contains("2026-10-b locks what comes");
        Launched list = Launched.run(workspace, "keys", "list");
        assertThat(list.out().lines()).containsExactly("2026-10  erased", "2026-10-b  opens, and locks what comes");
        assertThat(list.out() + added.out() + erased.out()).doesNotContain(secret);
    }

    @ParameterizedTest
    @CsvSource({
        "prod, does not begin with a month",
        "2026-13, does not begin with a month",
        "9999-01, is of a month after 20"
    })
    void aNameThatWouldEndTheMonthsIsRefused(String name, String why) {
        // When
        Launched refused = Launched.run(workspace, "keys", "add", name);

        // Then
        assertThat(refused.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(refused.err()).contains("The name " + name + " " + why);
        assertThat(names()).isEmpty();
    }

    @Test
    void aNameMayBeAYearAheadAndNoMore() {
        // Given
        YearMonth last = YearMonth.now(ZoneOffset.UTC).plusMonths(12);

        // When
        Launched later =
                Launched.run(workspace, "keys", "add", last.plusMonths(1).toString());
        Launched added = Launched.run(workspace, "keys", "add", last + "-b");

        // Then
        assertThat(later.err()).contains("of a month after " + last);
        assertThat(added.exit()).isZero();
        assertThat(names()).containsExactly(last + "-b");
    }

    @Test
    void nobodyElseWritesTheFileWhileAKeyIsErased() throws IOException, InterruptedException {
        // Given
        Process secrets;

        // When
        try (BoardLock erasing = BoardLock.take(workspace)) {
            secrets = Other.qipan(workspace, "secrets");
            boolean ignored = secrets.waitFor(60, TimeUnit.SECONDS);
        }

        // Then
        assertThat(secrets.exitValue()).isEqualTo(ExitCode.FAILED);
        assertThat(Files.readString(workspace.log("other"))).contains("keys or secrets is at work");
        assertThat(file()).doesNotExist();
    }

    @Test
    void whatIsNotSaidOrNotKnownIsRefused() {
        // When
        Launched what = Launched.run(workspace, "keys", "burn");
        Launched which = Launched.run(workspace, "keys", "erase");

        // Then
        assertThat(what.exit()).isNotZero();
        assertThat(what.err()).contains("'keys burn' is nothing that can be done");
        assertThat(which.err()).contains("Which key is to be erased?");
    }
}
