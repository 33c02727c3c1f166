package io.qipan.ecology.rule.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.start.RuleSetStart;
import io.qipan.runtime.place.Datum.Wgs84;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class RuleIndexProperty {
    private static final RuleSet RULES = RuleSetStart.ruleSet();
    private static final long YEAR_2018 = 1_514_736_000;
    private static final long YEAR_2030 = 1_893_427_200;

    /** The index leaves out only what would not apply: rule by rule nothing else comes out. */
    @Property(tries = 500)
    void leavesOutOnlyWhatDoesNotApply(
            @ForAll @IntRange(max = 61) int activity,
            @ForAll @DoubleRange(min = 37, max = 44) double latitude,
            @ForAll @DoubleRange(min = 105, max = 124) double longitude,
            @ForAll @DoubleRange(min = 0, max = 60_000) double uncertaintyM,
            @ForAll @LongRange(min = YEAR_2018, max = YEAR_2030) long second) {
        // Given
        List<Activity> activities = RULES.words().activities();
        Activity done = activities.get(activity % activities.size());
        Instant at = Instant.ofEpochSecond(second);
        Act act = new Act(
                at,
                done,
                Optional.of(new Wgs84(latitude, longitude)),
                uncertaintyM,
                Optional.empty(),
                Optional.empty(),
                Facts.NONE,
                at.atZone(Act.ZONE).toLocalDate());

        // When
        Evaluation evaluation = RULES.evaluate(
                        new Question(at, done.code(), act.point(), uncertaintyM, Optional.empty()))
                .orRefuse();

        // Then
        List<String> found = Stream.concat(evaluation.applied().stream(), evaluation.possible().stream())
                .map(applied -> applied.rule().id())
                .sorted()
                .toList();
        assertThat(found)
                .isEqualTo(RULES.rules().stream()
                        .filter(rule -> rule.isLawAt(act))
                        .filter(rule -> rule.reach(act).truth() != Truth.NO)
                        .map(Rule::id)
                        .sorted()
                        .toList());
    }
}
