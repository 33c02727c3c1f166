package io.qipan.ecology.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.casefile.model.Facts;
import io.qipan.ecology.casefile.model.Facts.Details;
import io.qipan.ecology.rule.EvaluateAct;
import io.qipan.ecology.rule.model.AppliedRule;
import io.qipan.ecology.rule.model.Evaluation;
import io.qipan.ecology.rule.model.FactValue;
import io.qipan.ecology.rule.model.RuleSet;
import io.qipan.ecology.rule.model.Vocabulary;
import io.qipan.ecology.start.RuleSetStart;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** A case that was opened under rules that named a water, an area or an activity, which later ones have lost. */
class EvaluateCaseTest {
    private static final RuleSet THEN = RuleSetStart.ruleSet();
    private static final Instant ACT = Instant.parse("2026-06-01T18:00:00Z");
    private static final Instant DECIDED = Instant.parse("2026-11-20T02:00:00Z");
    private static final String WATER = "yellow_river_nm";

    private static Facts fishing(String activity, Optional<String> water) {
        return new Facts(
                activity,
                ACT,
                Optional.empty(),
                0,
                "",
                Optional.empty(),
                false,
                new Details(water, Optional.empty(), io.qipan.ecology.rule.model.Facts.NONE));
    }

    private static CaseFile opened(Facts facts) {
        Evaluation law = by(THEN).evaluate(facts.question());
        return CaseFile.open(new UUID(1, 1), "E2026-000001", facts, law, "wang", ACT, ACT.plus(Duration.ofDays(3)));
    }

    private static EvaluateCase by(RuleSet current) {
        return new EvaluateCase(
                new EvaluateAct(current),
                current,
                revision -> Optional.of(THEN).filter(then -> then.revision().equals(revision)));
    }

    private static RuleSet without(Predicate<String> activity, Predicate<String> water) {
        Vocabulary words = THEN.words();
        return new RuleSet(
                "2027-01-01-0123456789ab",
                new Vocabulary(
                        words.activities().stream()
                                .filter(known -> !activity.test(known.code()))
                                .toList(),
                        words.facts(),
                        words.waters().stream()
                                .filter(known -> !water.test(known.code()))
                                .toList(),
                        words.areas(),
                        words.subjects()),
                activity.test("fishing_electric") ? List.of() : THEN.rules());
    }

    private static List<String> rules(Evaluation law) {
        return law.applied().stream()
                .map(AppliedRule::rule)
                .map(rule -> rule.id())
                .toList();
    }

    @Test
    void aLostWaterLeavesTheCaseTheLawOfItsAct() {
        // Given
        CaseFile file = opened(fishing("fishing_electric", Optional.of(WATER)));
        EvaluateCase now = by(without(_ -> false, WATER::equals));

        // When
        Evaluation law = now.evaluate(file, DECIDED);

        // Then
        assertThat(rules(law)).isNotEmpty().isEqualTo(rules(by(THEN).evaluate(file, DECIDED)));
        assertThat(law.revision()).isEqualTo(THEN.revision());
        assertThat(law.guidance().getLast().en()).contains(THEN.revision(), "2027-01-01-0123456789ab");
        assertThat(law.guidance().getLast().zh()).contains(THEN.revision());
    }

    @Test
    void aLostActivityLeavesTheCaseTheLawOfItsAct() {
        // Given
        CaseFile file = opened(fishing("fishing_electric", Optional.of(WATER)));
        EvaluateCase now = by(without("fishing_electric"::equals, _ -> false));

        // When
        Evaluation law = now.evaluate(file, DECIDED);

        // Then
        assertThat(rules(law)).isEqualTo(rules(by(THEN).evaluate(file, DECIDED)));
        assertThat(law.revision()).isEqualTo(THEN.revision());
    }

    @Test
    void whoTellsALostWaterAnewIsRefused() {
        // Given
        CaseFile file = opened(fishing("fishing_electric", Optional.empty()));
        EvaluateCase now = by(without(_ -> false, WATER::equals));

        // When, then
        assertThatThrownBy(() -> now.evaluate(
                        fishing("fishing_electric", Optional.of(WATER)).question(), file))
                .hasMessageContaining(WATER);
    }

    @Test
    void aWrongFactIsRefusedByTheCurrentRules() {
        // Given
        CaseFile file = opened(fishing("fishing_electric", Optional.of(WATER)));
        Facts wrong = new Facts(
                "fishing_electric",
                ACT,
                Optional.empty(),
                0,
                "",
                Optional.empty(),
                false,
                new Details(
                        Optional.of(WATER),
                        Optional.empty(),
                        new io.qipan.ecology.rule.model.Facts(Map.of("no_such_fact", new FactValue.Flag(true)))));

        // When
        Throwable thrown = refusedBy(() -> by(THEN).evaluate(wrong.question(), file));

        // Then
        assertThat(thrown).hasMessageContaining("no_such_fact");
    }

    private static Throwable refusedBy(Runnable call) {
        return catchThrowable(call::run);
    }
}
