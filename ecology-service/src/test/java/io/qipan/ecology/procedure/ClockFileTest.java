package io.qipan.ecology.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.qipan.ecology.calendar.ReviewedFile;
import io.qipan.ecology.calendar.model.Length;
import io.qipan.ecology.calendar.model.Length.Unit;
import io.qipan.ecology.procedure.model.ClockBook;
import io.qipan.ecology.procedure.model.ClockKind;
import io.qipan.ecology.procedure.model.ClockSetting;
import io.qipan.ecology.procedure.model.ClockSetting.Nature;
import io.qipan.ecology.procedure.model.ClockSetting.Watcher;
import io.qipan.ecology.start.ClockBookStart;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockFileTest {
    private static final ClockBook SHIPPED = ClockBookStart.clockBook(ClockBookStart.calendar(Optional.empty()));

    @ParameterizedTest
    @CsvSource({
        "DECIDE_TRANSFER, 3, NATURAL_DAYS, DUTY, Art 5",
        "HAND_OVER, 24, HOURS, DUTY, Art 5",
        "COPY_TO_PROCURATORATE, 24, HOURS, DUTY, 环环监〔2017〕17号",
        "FOLLOW_OPINION, 3, NATURAL_DAYS, DUTY, 环环监〔2017〕17号",
        "FORWARD, 24, HOURS, DUTY, Art 7",
        "REQUEST_MATERIALS, 24, HOURS, WINDOW, Art 180",
        "SUPPLY_MATERIALS, 3, NATURAL_DAYS, DUTY, Art 180",
        "DECIDE_FILING, 3, NATURAL_DAYS, DUTY, Art 8",
        "HAND_OVER_ITEMS, 3, NATURAL_DAYS, DUTY, Art 12",
        "REQUEST_RECONSIDERATION, 3, NATURAL_DAYS, WINDOW, Art 9",
        "DECIDE_RECONSIDERATION, 3, NATURAL_DAYS, DUTY, Art 181",
        "REQUEST_SUPERVISION, 3, NATURAL_DAYS, WINDOW, Art 9",
        "GIVE_REASONS, 7, NATURAL_DAYS, DUTY, Art 182",
        "FILE_AS_ORDERED, 15, NATURAL_DAYS, DUTY, Art 10",
        "REVERSE_REVIEW, 10, WORKING_DAYS, DUTY, Art 12",
        "RECEIVE_TRANSFER, 24, HOURS, DUTY, Art 7",
        "PENALTY_DECISION, 90, NATURAL_DAYS, DUTY, Art 60",
        "PUBLIC_ORDER_DECISION, 30, NATURAL_DAYS, DUTY, 治安管理处罚法 (2025) Art 118",
        "SEIZURE, 30, NATURAL_DAYS, DUTY, 行政强制法 (2012) Art 25",
        "REGISTERED_ITEMS, 7, WORKING_DAYS, DUTY, Art 56",
        "GOODS_TO_KEEPER, 24, HOURS, DUTY, Art 190",
        "APPROVE_SEIZURE, 24, HOURS, DUTY, 行政强制法 (2012) Art 19",
        "SERVE_DECISION, 7, WORKING_DAYS, DUTY, Art 61",
        "SERVE_PUBLIC_ORDER_DECISION, 2, NATURAL_DAYS, DUTY, 治安管理处罚法 (2025) Art 116",
        "URGENT_FIRE_TIP_CHECK, 24, HOURS, DUTY, Art 18",
        "FIRE_TIP_CHECK, 3, WORKING_DAYS, DUTY, Art 18",
        "HAZARD_RECHECK, 3, WORKING_DAYS, DUTY, 消防监督检查规定",
        "HAZARD_TRANSFER, 5, WORKING_DAYS, DUTY, 消防监督检查规定",
        "PENALTY_LIMITATION, 24, MONTHS, WINDOW, 行政处罚法 (2021) Art 36",
        "LONG_PENALTY_LIMITATION, 60, MONTHS, WINDOW, 行政处罚法 (2021) Art 36",
        "PUBLIC_ORDER_LIMITATION, 6, MONTHS, WINDOW, 治安管理处罚法 (2025) Art 25",
    })
    void everyClockOfTheLawIsShipped(ClockKind kind, int amount, Unit unit, Nature nature, String article) {
        // When
        ClockSetting setting = SHIPPED.setting(kind, LocalDate.of(2026, 11, 22));

        // Then
        assertThat(setting.length()).isEqualTo(new Length(amount, unit));
        assertThat(setting.nature()).isEqualTo(nature);
        assertThat(setting.basis()).contains(article);
        assertThat(setting.sourcing()).isPresent();
        if (kind.isOfInspection()) {
            assertThat(setting.watchers()).containsExactly(Watcher.AGENCY_HEAD);
        } else if (nature == Nature.DUTY) {
            assertThat(setting.watchers()).contains(Watcher.AGENCY_HEAD, Watcher.SUPERVISOR);
            assertThat(setting.watchers().contains(Watcher.PROSECUTOR)).isNotEqualTo(kind.isAdministrative());
        }
    }

    @Test
    void whatTheResearchCallsUnsureIsMarked() {
        // When
        ClockSetting ordered = SHIPPED.setting(ClockKind.FILE_AS_ORDERED, LocalDate.of(2026, 11, 22));

        // Then
        assertThat(ordered.doubt()).contains("高检发释字〔2021〕4号");
        assertThat(SHIPPED.coversFrom()).isEqualTo(LocalDate.of(2024, 11, 26));
    }

    @Test
    void aFaultyFileIsRefusedWithAllItsFaults() {
        // Given
        String json = """
                {"clocks": [{"kind": "HAND_OVER", "name_en": "", "name_zh": "a",
                  "length": {"amount": 0, "unit": "HOURS"}, "moves_on": true, "basis": "", "in_force_from": "then",
                  "in_force_until": "", "starts": "a", "stops": "b", "nature": "DUTY", "paused_by_transfer": false, "from_notice": false,
                  "watchers": [], "extension": {"amount": 3, "at_once": 1, "times": 2, "basis": ""}, "sourcing": "LAW_TEXT", "doubt": ""}]}""";

        // When
        Throwable thrown = catchThrowable(() -> ClockFile.read("clocks.json", json.getBytes(StandardCharsets.UTF_8)));

        // Then
        assertThat(thrown)
                .isInstanceOf(ReviewedFile.Refused.class)
                .hasMessageContainingAll(
                        "basis",
                        "name_en",
                        "watchers",
                        "moves_on",
                        "extension: an amount",
                        "extension: at_once",
                        "length",
                        "'then'",
                        "FORWARD: there is no setting");
    }

    @Test
    void settingsOfAKindFollowEachOtherWithoutAGap() {
        // Given
        String entry = """
                {"kind": "HAND_OVER", "name_en": "a", "name_zh": "a", "length": {"amount": 24, "unit": "HOURS"},
                 "moves_on": false, "basis": "b", "in_force_from": "%s", "in_force_until": "%s", "starts": "a",
                 "stops": "b", "nature": "DUTY", "paused_by_transfer": false, "from_notice": false, "watchers": ["PROSECUTOR"],
                 "extension": {"amount": 0, "at_once": 0, "times": 0, "basis": ""}, "sourcing": "LAW_TEXT", "doubt": ""}""";
        String json = "{\"clocks\": [" + entry.formatted("2020-01-01", "2025-01-01") + ","
                + entry.formatted("2025-02-01", "2026-01-01") + "]}";

        // When
        Throwable thrown = catchThrowable(() -> ClockFile.read("clocks.json", json.getBytes(StandardCharsets.UTF_8)));

        // Then
        assertThat(thrown)
                .hasMessageContainingAll(
                        "HAND_OVER: the setting from 2020-01-01 must end when the next begins, on 2025-02-01",
                        "HAND_OVER: the last setting must have no end");
    }

    @ParameterizedTest
    @CsvSource({
        "PUBLIC_ORDER_DECISION, 2025-12-31, 30, 1",
        "PUBLIC_ORDER_DECISION, 2026-01-01, 60, 2",
        "SEIZURE, 2026-11-22, 30, 1"
    })
    void anExtensionIsThatOfTheLawOfItsDay(ClockKind kind, LocalDate day, int further, int times) {
        // When
        ClockSetting setting = SHIPPED.setting(kind, day);

        // Then
        assertThat(setting.extension().orElseThrow().length().amount()).isEqualTo(further);
        assertThat(setting.extension().orElseThrow().times()).isEqualTo(times);
        assertThat(setting.pausedByExamination()).isTrue();
    }

    @Test
    void aFileFromBeforeLearnsEveryClockThatItLacks() {
        // Given
        String json = "{\"clocks\": []}";

        // When
        Throwable thrown = catchThrowable(() -> ClockFile.read("clocks.json", json.getBytes(StandardCharsets.UTF_8)));

        // Then
        assertThat(thrown)
                .hasMessageContainingAll(ClockKind.known().stream()
                        .map(kind -> kind + ": there is no setting; copy that of the shipped procedure/clocks.json")
                        .toArray(String[]::new));
        assertThat(thrown).message().doesNotContain(ClockKind.UNKNOWN + ":");
    }

    @Test
    void theProcuratorateDoesNotWatchOverTheAdministrativeTrack() {
        // Given
        String json = """
                {"clocks": [{"kind": "PENALTY_DECISION", "name_en": "a", "name_zh": "a",
                 "length": {"amount": 90, "unit": "NATURAL_DAYS"}, "moves_on": false, "basis": "b",
                 "in_force_from": "2021-07-15", "in_force_until": "", "starts": "a", "stops": "b", "nature": "DUTY",
                 "paused_by_transfer": true, "from_notice": false, "watchers": ["PROSECUTOR", "SUPERVISOR"],
                 "extension": {"amount": 0, "at_once": 0, "times": 0, "basis": ""}, "sourcing": "LAW_TEXT", "doubt": ""}]}""";

        // When
        Throwable thrown = catchThrowable(() -> ClockFile.read("clocks.json", json.getBytes(StandardCharsets.UTF_8)));

        // Then
        assertThat(thrown).hasMessageContaining("PENALTY_DECISION: watchers: PROSECUTOR watches over transfers");
    }
}
