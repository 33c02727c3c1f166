package io.qipan.dispatch.missingperson;

import static io.qipan.dispatch.Desk.newId;
import static io.qipan.dispatch.missingperson.Finder.aGirl;
import static io.qipan.dispatch.missingperson.Finder.aNotice;
import static io.qipan.dispatch.missingperson.Finder.aSearch;
import static io.qipan.dispatch.missingperson.Finder.found;
import static io.qipan.dispatch.missingperson.Finder.mother;
import static io.qipan.dispatch.missingperson.Finder.square;
import static io.qipan.proto.dispatch.v1.NoticeFact.FACT_NAME;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.Desk;
import io.qipan.proto.dispatch.v1.DraftNoticeRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.MissingNotice;
import io.qipan.proto.dispatch.v1.MissingSearch;
import io.qipan.proto.dispatch.v1.NoticeContent;
import io.qipan.proto.dispatch.v1.OpenMissingSearchRequest;
import io.qipan.proto.dispatch.v1.ShowMissingPersonRequest;
import io.qipan.proto.dispatch.v1.ShowMissingPersonResponse;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShowMissingPersonIT extends MissingPersonScenario {
    private static final List<String> SECRETS = List.of(
            "乌日娜", "scar over", "rain coat", "third pumping", "fetch water", "diabetes", "in the reeds", "0473-110");

    private MissingSearch opened() {
        return wang().open(incident(), clock.instant());
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void nothing_that_is_stored_tells_in_clear_who_is_missing_or_where_they_were_found() throws Exception {
        // Given
        OpenMissingSearchRequest request = aSearch(incident(), clock.instant()).build();

        // When
        MissingSearch search = wang().open(request.toBuilder());
        DraftNoticeRequest notice =
                aNotice(search, mother(FACT_NAME), FACT_NAME).build();
        MissingNotice drafted = wang().draft(notice.toBuilder());
        wang().close(found(search));

        // Then
        assertThat(drafted.toString()).doesNotContain("0473-110");
        assertThat(search.getMaskedName()).isEqualTo("乌**");
        assertThat(search.getAgeGroup()).isEqualTo(MissingSearch.AgeGroup.MINOR);
        assertThat(List.of("missing_search", "missing_notice", "missing_text", "journal", "request", "deadline"))
                .allSatisfy(table -> assertThat(rows("select t::text from " + table + " t"))
                        .noneMatch(row -> SECRETS.stream()
                                .anyMatch(secret -> row.contains(secret) || row.contains(hex(secret)))));
        assertThat(rows("select encode(body_hash, 'hex') from request"))
                .doesNotContain(hash(request.toByteArray()), hash(notice.toByteArray()));
    }

    private static String hash(byte[] body) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    }

    @Test
    void whoever_needs_it_is_told_and_each_look_stands_in_the_history_of_the_search() {
        // Given
        MissingSearch search = opened();

        // When
        ShowMissingPersonResponse first = wang().show(search);
        ShowMissingPersonResponse second = zhao().show(search);

        // Then
        assertThat(first.getPerson()).isEqualTo(aGirl().build());
        assertThat(second).isEqualTo(first);
        assertThat(rows("select actor || ': ' || reason from journal where action = 'missing_search.person_shown'"
                        + " order by position"))
                .containsExactly("wang: briefing the boats", "zhao: briefing the boats");
        assertThat(wang().now(search)).isEqualTo(search);
    }

    @Test
    void a_unit_is_told_while_it_searches_a_sector_and_not_what_notices_say() {
        // Given
        MissingSearch search = opened();
        wang().draft(aNotice(search, mother(FACT_NAME), FACT_NAME));
        var sector = wang().add(search, square(0));
        Reason before = reasonOf(refused(() -> boat().show(search)));
        wang().assign(sector, "units/boat-1");

        // When
        ShowMissingPersonResponse shown = boat().show(search);

        // Then
        assertThat(before).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(shown.getPerson().getClothing()).isEqualTo("yellow rain coat");
        assertThat(shown.getNoticesList()).isEmpty();
        wang().close(found(search));
        assertThat(reasonOf(refused(() -> boat().show(search)))).isEqualTo(Reason.ACCESS_DENIED);
    }

    @Test
    void a_unit_with_an_order_for_the_incident_is_told() {
        // Given
        Desk desk = desk();
        Incident incident = incident();
        MissingSearch search = wang().open(incident, clock.instant());
        desk.send(incident, "units/boat-1");

        // When
        ShowMissingPersonResponse shown = boat().show(search);

        // Then
        assertThat(shown.getPerson().getName()).isEqualTo("乌日娜");
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"CALL_TAKER", "DISPATCHER", "COMMANDER"},
            mode = EnumSource.Mode.EXCLUDE)
    void nobody_else_is_told(Role role) {
        // Given
        MissingSearch search = opened();
        Finder stranger = new Finder(harness.channelOf("sun", role));

        // When
        Reason reason = reasonOf(refused(() -> stranger.show(search)));

        // Then
        assertThat(reason).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(told(search.getName())).containsExactly("missing_search.opened");
    }

    @Test
    void a_person_whose_key_was_thrown_away_is_gone_for_good() {
        // Given
        MissingSearch search = opened();
        DATABASE.execute("update missing_text set key_id = 'gone'");

        // When
        Reason reason = reasonOf(refused(() -> wang().show(search)));

        // Then
        assertThat(reason).isEqualTo(Reason.PERSONAL_DATA_ERASED);
        assertThat(told(search.getName())).containsExactly("missing_search.opened");
        assertThat(wang().now(search)).isEqualTo(search);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gone", "to come"})
    void a_notice_and_a_place_that_cannot_be_read_leave_the_person_to_be_told(String key) {
        // Given
        MissingSearch search = opened();
        MissingNotice lost = wang().draft(aNotice(search, mother(FACT_NAME), FACT_NAME));
        MissingNotice kept = wang().draft(aNotice(search, mother(FACT_NAME), FACT_NAME));
        wang().close(found(search));
        String place = search.getName() + "/found";
        DATABASE.execute("update missing_text set key_id = '" + key + "' where owner in ('" + lost.getName() + "', '"
                + place + "')");

        // When
        ShowMissingPersonResponse shown = wang().show(search);

        // Then
        assertThat(shown.getPerson()).isEqualTo(aGirl().build());
        assertThat(shown.hasFoundPlace()).isFalse();
        assertThat(shown.getNoticesList().stream().map(NoticeContent::getNotice))
                .containsExactly(kept.getName());
        assertThat(shown.getNotReadableList()).containsExactly(place, lost.getName());
    }

    @Test
    void a_person_who_is_put_beside_another_search_is_not_shown_as_its_own() {
        // Given
        MissingSearch first = opened();
        MissingSearch second = opened();
        DATABASE.execute("update missing_text set locked = (select locked from missing_text where owner = '"
                + first.getName() + "') where owner = '" + second.getName() + "'");

        // When
        Reason reason = reasonOf(refused(() -> wang().show(second)));

        // Then
        assertThat(reason).isEqualTo(Reason.PERSONAL_DATA_ERASED);
    }

    @Test
    void without_a_reason_nobody_is_told() {
        // Given
        ShowMissingPersonRequest request = ShowMissingPersonRequest.newBuilder()
                .setName(opened().getName())
                .setReason(" ")
                .build();

        // When
        Reason reason = reasonOf(refused(() -> wang().searches.showMissingPerson(request)));

        // Then
        assertThat(reason).isEqualTo(Reason.INVALID_FIELD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-30", "2026-13-01", "2999-01-01"})
    void a_date_of_birth_that_is_none_is_refused(String date) {
        // Given
        OpenMissingSearchRequest request = aSearch(incident(), clock.instant())
                .setPerson(aGirl().setBirthDate(date))
                .build();

        // When
        Reason reason = reasonOf(refused(() -> wang().searches.openMissingSearch(request)));

        // Then
        assertThat(reason).isEqualTo(Reason.INVALID_FIELD);
    }

    @Test
    void a_repeated_opening_is_the_same_search() {
        // Given
        OpenMissingSearchRequest request =
                aSearch(incident(), clock.instant()).setRequestId(newId()).build();

        // When
        MissingSearch first = wang().open(request.toBuilder());
        MissingSearch second = wang().open(request.toBuilder());

        // Then
        assertThat(second).isEqualTo(first);
    }
}
