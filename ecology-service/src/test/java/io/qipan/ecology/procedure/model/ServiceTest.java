package io.qipan.ecology.procedure.model;

import static io.qipan.ecology.procedure.model.ProcedureScenario.fine;
import static io.qipan.ecology.procedure.model.ProcedureScenario.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.procedure.ProcedureMessages;
import io.qipan.ecology.procedure.model.ClockState.Stopped;
import io.qipan.ecology.procedure.model.Move.ExtendClock;
import io.qipan.ecology.procedure.model.Move.FileCase;
import io.qipan.ecology.procedure.model.Move.ServeDecision;
import io.qipan.runtime.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A penalty decision is served in the time of the law. */
class ServiceTest {
    private static final Move SERVE = new ServeDecision("handed over to wu");

    private final ProcedureScenario scenario = new ProcedureScenario();

    @BeforeEach
    void theActIsNoCrime() {
        scenario.crimeLine = false;
    }

    /**
     * Seven days on which people work, over a week-end, New Year, the Spring Festival and a leap day of a year whose holidays are
     * not known.
     */
    @ParameterizedTest
    @CsvSource({
        "2026-11-16T02:00:00Z, 2026-11-25T16:00:00Z",
        "2025-12-29T02:00:00Z, 2026-01-08T16:00:00Z",
        "2026-02-12T02:00:00Z, 2026-02-28T16:00:00Z",
        "2028-02-25T02:00:00Z, 2028-03-03T16:00:00Z"
    })
    void sevenWorkingDaysAfterTheDecision(Instant decided, Instant due) {
        // Given
        scenario.now = decided;

        // When
        scenario.after(plain(MoveKind.FILE_CASE), fine(1));

        // Then
        assertThat(scenario.open()).containsExactly(ClockKind.SERVE_DECISION);
        assertThat(scenario.due(ClockKind.SERVE_DECISION)).isEqualTo(due);
    }

    @Test
    void twoDaysOnPublicOrder() {
        // When
        scenario.after(new FileCase(CaseLaw.PUBLIC_ORDER, Optional.empty(), Optional.empty(), false), fine(1));

        // Then
        assertThat(scenario.open()).containsExactly(ClockKind.SERVE_PUBLIC_ORDER_DECISION);
        assertThat(scenario.due(ClockKind.SERVE_PUBLIC_ORDER_DECISION))
                .isEqualTo(Instant.parse("2026-11-18T16:00:00Z"));
        int number = scenario.procedure
                .open(ClockKind.SERVE_PUBLIC_ORDER_DECISION)
                .orElseThrow()
                .number();
        assertThat(scenario.refusal(new ExtendClock(number, 1, "far away")).message())
                .contains("knows no extension");
    }

    @Test
    void isServedOnceAndLetsTheCaseClose() {
        // Given
        scenario.after(plain(MoveKind.FILE_CASE));
        assertThat(scenario.refusal(SERVE).message()).contains("ImposePenalty", "行政处罚法 Art 61");
        scenario.after(fine(1));
        assertThat(Closing.obstacle("cases/1", scenario.procedure, Optional.empty())
                        .map(Refusal::message)
                        .orElseThrow())
                .contains("served", "行政处罚法 (2021) Art 61");

        // When
        scenario.later(Duration.ofDays(1)).after(SERVE);

        // Then
        assertThat(scenario.procedure.clock(2).orElseThrow().state()).isEqualTo(new Stopped(scenario.now));
        assertThat(scenario.procedure.service()).contains(new Served(scenario.now, "handed over to wu", "wang"));
        assertThat(Closing.obstacle("cases/1", scenario.procedure, Optional.empty()))
                .isEmpty();
        assertThat(scenario.refusal(SERVE).message()).contains("handed over to wu");
        assertThat(ProcedureMessages.procedure(ProcedureMessages.message("cases/1", scenario.procedure)))
                .isEqualTo(scenario.procedure);
    }

    @Test
    void aDecisionFromBeforeItHadAClockIsServedToo() {
        // Given
        scenario.after(plain(MoveKind.FILE_CASE), fine(1));
        Procedure penalised = scenario.procedure;
        scenario.procedure = new Procedure(
                penalised.administrative(),
                penalised.criminal(),
                penalised.police(),
                penalised.basis(),
                penalised.unestablished(),
                penalised.clocks().subList(0, 1),
                penalised.steps());

        // When
        scenario.after(SERVE);

        // Then
        assertThat(scenario.procedure.service()).isPresent();
        assertThat(scenario.procedure.clocks()).hasSize(1);
    }
}
