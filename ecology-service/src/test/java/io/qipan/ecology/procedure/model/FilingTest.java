package io.qipan.ecology.procedure.model;

import static io.qipan.ecology.procedure.model.ProcedureScenario.START;
import static io.qipan.ecology.procedure.model.ProcedureScenario.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.procedure.model.Move.ExtendClock;
import io.qipan.ecology.procedure.model.Move.FileCase;
import io.qipan.runtime.refusal.Decision.Granted;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By which law a case is filed, and until when an act may be found out. */
class FilingTest {
    private final ProcedureScenario scenario = new ProcedureScenario();

    private static FileCase by(CaseLaw law, boolean longer) {
        return new FileCase(law, Optional.empty(), Optional.empty(), longer);
    }

    private void foundOut(String act, String opened) {
        scenario.origin = new CaseOrigin(Instant.parse(act), Instant.parse(opened), true);
    }

    @ParameterizedTest
    @CsvSource({
        // Two years to the day, which ends at midnight in China.
        "ADMINISTRATIVE_PENALTY, false, 2024-02-29T01:00:00Z, 2026-02-28T15:59:59Z, true",
        "ADMINISTRATIVE_PENALTY, false, 2024-02-29T01:00:00Z, 2026-02-28T16:00:01Z, false",
        "ADMINISTRATIVE_PENALTY, true, 2021-11-16T01:00:00Z, 2026-11-16T01:00:00Z, true",
        "ADMINISTRATIVE_PENALTY, true, 2021-11-14T01:00:00Z, 2026-11-15T01:00:00Z, false",
        "PUBLIC_ORDER, false, 2026-05-31T01:00:00Z, 2026-11-15T01:00:00Z, true",
        "PUBLIC_ORDER, false, 2026-05-14T01:00:00Z, 2026-11-15T01:00:00Z, false"
    })
    void anActIsFiledAsLongAsItWasFoundOutInTime(
            CaseLaw law, boolean longer, String act, String opened, boolean inTime) {
        // Given
        foundOut(act, opened);

        // When
        var filed = scenario.take(by(law, longer));

        // Then
        assertThat(filed instanceof Granted).isEqualTo(inTime);
        if (filed instanceof Granted<Procedure>(Procedure next)) {
            // A service of before reads words, and no clock that it does not know.
            assertThat(next.clocks()).extracting(Clock::kind).containsExactly(law.decision());
            assertThat(next.steps().getLast().detail()).contains(law + "; the act ended at " + act, opened, "Art ");
        }
    }

    @Test
    void theRefusalNamesArticleEndAndTheWayOut() {
        // Given
        foundOut("2022-01-10T00:00:00Z", "2026-11-10T00:00:00Z");

        // When
        Refusal refusal = scenario.refusal(FileCase.USUAL);

        // Then
        assertThat(refusal.reason()).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(refusal.message())
                .contains("行政处罚法 (2021) Art 36", "2024-01-10T16:00:00Z", "discovered_at", "DropPenalty");
        scenario.crimeLine = false;
        assertThat(scenario.take(plain(MoveKind.DROP_PENALTY))).isInstanceOf(Granted.class);
    }

    @Test
    void anActThatWentOnCountsFromItsEndAndADiscoveryFromBeforeCounts() {
        // Given
        foundOut("2021-01-10T00:00:00Z", "2026-11-10T00:00:00Z");
        Optional<Instant> ended = Optional.of(Instant.parse("2025-06-01T00:00:00Z"));
        Optional<Instant> discovered = Optional.of(Instant.parse("2022-12-01T00:00:00Z"));

        // When
        var continued = scenario.take(new FileCase(CaseLaw.ADMINISTRATIVE_PENALTY, Optional.empty(), ended, false));
        var known = scenario.take(new FileCase(CaseLaw.ADMINISTRATIVE_PENALTY, discovered, Optional.empty(), false));

        // Then
        assertThat(continued).isInstanceOf(Granted.class);
        assertThat(known).isInstanceOf(Granted.class);
    }

    @Test
    void timesBeforeTheActOrAfterTheFilingAreRefused() {
        // Given
        foundOut("2026-10-10T00:00:00Z", "2026-11-10T00:00:00Z");

        // When
        Refusal before = scenario.refusal(
                new FileCase(CaseLaw.ADMINISTRATIVE_PENALTY, Optional.of(Instant.EPOCH), Optional.empty(), false));
        Refusal after = scenario.refusal(new FileCase(
                CaseLaw.ADMINISTRATIVE_PENALTY, Optional.empty(), Optional.of(START.plusSeconds(1)), false));

        // Then
        assertThat(before.message()).contains("discovered_at");
        assertThat(after.message()).contains("act_ended_at");
    }

    @Test
    void onlyPoliceFileByPublicOrderAndDecideInThirtyDays() {
        // Given
        FileCase publicOrder = by(CaseLaw.PUBLIC_ORDER, false);
        foundOut("2026-11-01T00:00:00Z", "2026-11-10T00:00:00Z");
        scenario.origin = new CaseOrigin(scenario.origin.actAt(), scenario.origin.openedAt(), false);
        assertThat(scenario.refusal(publicOrder).message()).contains("治安管理处罚法 Art 7, 109", "AssignAgency");
        scenario.origin = new CaseOrigin(scenario.origin.actAt(), scenario.origin.openedAt(), true);

        // When
        scenario.after(publicOrder);

        // Then
        assertThat(scenario.open()).containsExactly(ClockKind.PUBLIC_ORDER_DECISION);
        assertThat(scenario.due(ClockKind.PUBLIC_ORDER_DECISION)).isEqualTo(Instant.parse("2026-12-16T16:00:00Z"));
        scenario.after(new ExtendClock(1, 30, "the bureau"), new ExtendClock(1, 30, "the bureau"));
        assertThat(scenario.due(ClockKind.PUBLIC_ORDER_DECISION)).isEqualTo(Instant.parse("2027-02-14T16:00:00Z"));
        assertThat(scenario.refusal(new ExtendClock(1, 1, "the bureau")).message())
                .contains("2 extensions");
        scenario.crimeLine = false;
        scenario.later(Duration.ofDays(1)).after(plain(MoveKind.DROP_PENALTY));
        assertThat(scenario.open()).isEmpty();
    }

    @Test
    void fiveYearsNeedAReasonAndAnActOfTheirLaw() {
        // Given
        foundOut("2021-07-14T00:00:00Z", "2026-07-01T00:00:00Z");

        // When
        Refusal earlier = scenario.refusal(by(CaseLaw.ADMINISTRATIVE_PENALTY, true));

        // Then
        assertThat(earlier.message()).contains("LONG_PENALTY_LIMITATION", "2021-07-14");
        assertThat(scenario.refusal(by(CaseLaw.PUBLIC_ORDER, true)).message()).contains("long_limitation");
    }
}
