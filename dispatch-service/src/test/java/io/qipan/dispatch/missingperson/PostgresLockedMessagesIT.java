package io.qipan.dispatch.missingperson;

import static io.qipan.dispatch.missingperson.Finder.aGirl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qipan.dispatch.id.model.MissingSearchId;
import io.qipan.proto.dispatch.v1.MissingPerson;
import io.qipan.proto.dispatch.v1.NoticeContent;
import io.qipan.runtime.refusal.RefusedException;
import io.qipan.runtime.secret.PersonalKeys;
import io.qipan.testkit.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresLockedMessagesIT extends MissingPersonScenario {
    private static final String OCTOBER = TestKeys.line("2026-10", 1);
    private static final String NOVEMBER = TestKeys.line("2026-11", 2);
    private static final String NOTICE = "missingNotices/01939b4e-0000-7000-8000-000000000001";

    @TempDir
    Path folder = Path.of("");

    private Path file = folder;
    private PostgresLockedMessages locked = new PostgresLockedMessages(TestKeys.personal());
    private MissingSearchId search = MissingSearchId.parse("missingSearches/01939b4e-0000-7000-8000-000000000002");

    @BeforeEach
    void aPersonOfOctober() throws IOException {
        file = Files.writeString(folder.resolve("keys"), OCTOBER);
        locked = new PostgresLockedMessages(new PersonalKeys(file, new SimpleMeterRegistry()));
        search = MissingSearchId.parse(wang().open(incident(), clock.instant()).getName());
        DATABASE.execute("delete from missing_text");
        keepPerson();
    }

    private void keepPerson() {
        keep(search.name(), aGirl().build());
    }

    private void keepRest() {
        keep(NOTICE, NoticeContent.newBuilder().setName("乌日娜").build());
        keep(search.name() + ShowMissingPerson.FOUND, Finder.riverWords());
    }

    private void keep(String owner, Message message) {
        DATABASE.unitOfWork().run("system:test", () -> {
            locked.keep(owner, search, message);
            return owner;
        });
    }

    private <M extends Message> M find(String owner, Parser<M> parser) {
        return DATABASE.unitOfWork().read(() -> locked.find(owner, parser).orElseThrow());
    }

    @Test
    void whatever_is_told_of_a_person_later_goes_with_the_key_of_the_month_of_the_search() throws IOException {
        // Given
        Files.writeString(file, OCTOBER + NOVEMBER);
        keepRest();
        keepPerson();
        assertThat(find(search.name(), MissingPerson.parser())).isEqualTo(aGirl().build());

        // When
        Files.writeString(file, NOVEMBER);

        // Then
        assertThat(rows("select distinct key_id from missing_text")).containsExactly("2026-10");
        assertThatThrownBy(() -> find(NOTICE, NoticeContent.parser()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("PERSONAL_DATA_ERASED");
    }

    @Test
    void what_is_told_after_the_key_was_thrown_away_is_locked_with_the_newest() throws IOException {
        // Given
        Files.writeString(file, NOVEMBER);

        // When
        keepRest();

        // Then
        assertThat(rows("select owner || ' ' || key_id from missing_text"))
                .containsExactlyInAnyOrder(
                        search.name() + " 2026-10", NOTICE + " 2026-11", search.name() + "/found 2026-11");
    }

    @Test
    void while_the_key_has_not_come_to_this_replica_nothing_is_locked_with_an_older_one() {
        // Given
        DATABASE.execute("update missing_text set key_id = '2026-12'");

        // Then
        assertThatThrownBy(this::keepRest)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("DEPENDENCY_UNAVAILABLE");
    }
}
