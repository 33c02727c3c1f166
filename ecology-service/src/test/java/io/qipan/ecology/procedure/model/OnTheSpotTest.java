package io.qipan.ecology.procedure.model;

import static io.qipan.ecology.procedure.model.ProcedureScenario.APPROVE;
import static io.qipan.ecology.procedure.model.ProcedureScenario.FILE;
import static io.qipan.ecology.procedure.model.ProcedureScenario.HAND_OVER;
import static io.qipan.ecology.procedure.model.ProcedureScenario.PROPOSE;
import static io.qipan.ecology.procedure.model.ProcedureScenario.RECEIVE;
import static io.qipan.ecology.procedure.model.ProcedureScenario.START;
import static io.qipan.ecology.procedure.model.ProcedureScenario.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.procedure.ProcedureMessages;
import io.qipan.ecology.procedure.model.Move.ApproveSeizure;
import io.qipan.ecology.procedure.model.Move.EndSeizure;
import io.qipan.ecology.procedure.model.Move.SeizeItems;
import io.qipan.ecology.procedure.model.Seizure.Outcome;
import io.qipan.runtime.refusal.Reason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is urgent is seized on the spot, and approved in 24 hours or given back. */
class OnTheSpotTest {
    private final ProcedureScenario scenario = new ProcedureScenario();

    static Move taking(Seizure.Kind how) {
        return new SeizeItems(how, List.of(new Seizure.Item("battery", 1, "piece")), "K-7", "", List.of());
    }

    private static Move end(Outcome outcome) {
        return new EndSeizure(1, outcome, List.of());
    }

    @Test
    void aHeadApprovesItInADay() {
        // Given
        scenario.after(taking(Seizure.Kind.SEALED));
        assertThat(scenario.due(ClockKind.APPROVE_SEIZURE)).isEqualTo(START.plus(Duration.ofHours(24)));

        // When
        scenario.later(Duration.ofHours(25)).after(new ApproveSeizure(1, "head zhao"));

        // Then
        assertThat(scenario.open()).containsExactly(ClockKind.SEIZURE);
        assertThat(scenario.procedure.clock(2).orElseThrow().isLate()).isTrue();
        assertThat(scenario.procedure.seizures().getFirst().approvedBy()).isEqualTo("head zhao");
        assertThat(scenario.refusal(new ApproveSeizure(1, "head li")).message()).contains("head zhao", "行政强制法 Art 19");
        assertThat(scenario.refusal(new ApproveSeizure(2, "head li")).reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(scenario.procedure.steps())
                .extracting(Step::action)
                .containsExactly("SEIZE_ON_THE_SPOT", "APPROVE_SEIZURE");
        assertThat(ProcedureMessages.procedure(ProcedureMessages.message("cases/1", scenario.procedure)))
                .isEqualTo(scenario.procedure);
    }

    @ParameterizedTest
    @EnumSource(value = Outcome.class, names = "RETURNED", mode = EnumSource.Mode.EXCLUDE)
    void whatNobodyHasApprovedIsGivenBackAndNothingElse(Outcome outcome) {
        // Given
        scenario.after(taking(Seizure.Kind.SEIZED));

        // When
        String refused = scenario.refusal(end(outcome)).message();

        // Then
        assertThat(refused).contains("ApproveSeizure", "行政强制法 Art 19");
        scenario.after(end(Outcome.RETURNED));
        assertThat(scenario.open()).isEmpty();
    }

    @Test
    void twoOfThemHaveEachTheirDay() {
        // Given
        scenario.after(taking(Seizure.Kind.SEALED)).later(Duration.ofHours(2)).after(taking(Seizure.Kind.SEALED));

        // When
        scenario.after(new ApproveSeizure(2, "head zhao"));

        // Then
        assertThat(scenario.procedure
                        .open(ClockKind.APPROVE_SEIZURE)
                        .orElseThrow()
                        .seizure())
                .isEqualTo(1);
    }

    @Test
    void registeringIsApprovedBefore() {
        // When
        var refused = scenario.refusal(taking(Seizure.Kind.REGISTERED));

        // Then
        assertThat(refused.reason()).isEqualTo(Reason.INVALID_FIELD);
        assertThat(refused.message()).contains("行政处罚法 Art 56");
    }

    @Test
    void whatGoesToThePoliceIsTheirsToAnswerFor() {
        // Given
        scenario.after(taking(Seizure.Kind.SEIZED), PROPOSE, APPROVE, HAND_OVER, RECEIVE, FILE);

        // When
        scenario.after(plain(MoveKind.HAND_OVER_ITEMS));

        // Then
        assertThat(scenario.procedure.open(ClockKind.APPROVE_SEIZURE)).isEmpty();
        assertThat(scenario.procedure.seizures().getFirst().isHeld()).isFalse();
    }
}
