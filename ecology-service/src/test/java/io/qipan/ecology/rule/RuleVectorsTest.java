package io.qipan.ecology.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.rule.model.Act;
import io.qipan.ecology.rule.model.AppliedRule;
import io.qipan.ecology.rule.model.Evaluation;
import io.qipan.ecology.rule.model.Question;
import io.qipan.ecology.rule.model.RuleSet;
import io.qipan.ecology.start.RuleSetStart;
import io.qipan.runtime.place.Datum.Wgs84;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What the shipped rules say, act by act; see the table {@code rules/vectors.csv}. */
class RuleVectorsTest {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
    private static final RuleSet RULES = RuleSetStart.ruleSet();

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/rules/vectors.csv", useHeadersInDisplayName = false, numLinesToSkip = 1)
    void theRulesSay(ArgumentsAccessor row) {
        // Given
        Question question = question(row);

        // When
        Evaluation evaluation = RULES.evaluate(question).orRefuse();

        // Then
        assertThat(evaluation.applied().stream().map(a -> a.rule().id()).toList())
                .containsExactlyElementsOf(words(row.getString(8)));
        assertThat(verdict(evaluation)).isEqualTo(row.getString(6));
        assertThat(evaluation.applied().stream()
                        .map(AppliedRule::placeUncertain)
                        .distinct()
                        .toList())
                .isEqualTo(words(row.getString(7)).stream()
                        .map("uncertain"::equals)
                        .toList());
    }

    private static Question question(ArgumentsAccessor row) {
        LocalDateTime local = LocalDateTime.parse(row.getString(1), LOCAL);
        String place = row.getString(3);
        return new Question(
                local.atZone(Act.ZONE).toInstant(),
                Objects.requireNonNull(row.getString(2)),
                point(place),
                Double.parseDouble(Objects.requireNonNullElse(row.getString(4), "0")),
                Optional.ofNullable(row.getString(5)));
    }

    private static Optional<Wgs84> point(@Nullable String latitudeLongitude) {
        List<String> numbers = words(latitudeLongitude);
        return numbers.isEmpty()
                ? Optional.empty()
                : Optional.of(new Wgs84(Double.parseDouble(numbers.get(0)), Double.parseDouble(numbers.get(1))));
    }

    private static List<String> words(@Nullable String text) {
        return text == null ? List.of() : Stream.of(text.split(" ", -1)).toList();
    }

    private static String verdict(Evaluation evaluation) {
        return evaluation.allowedAsFarAsKnown()
                ? "ALLOWED"
                : evaluation.applied().stream()
                        .map(applied -> applied.rule().handling().name())
                        .distinct()
                        .collect(Collectors.joining(" "));
    }
}
