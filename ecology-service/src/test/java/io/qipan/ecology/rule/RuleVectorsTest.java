package io.qipan.ecology.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.rule.model.Act;
import io.qipan.ecology.rule.model.AppliedPenalty;
import io.qipan.ecology.rule.model.AppliedRule;
import io.qipan.ecology.rule.model.Evaluation;
import io.qipan.ecology.rule.model.FactType;
import io.qipan.ecology.rule.model.FactValue;
import io.qipan.ecology.rule.model.Facts;
import io.qipan.ecology.rule.model.LaterLaw;
import io.qipan.ecology.rule.model.Question;
import io.qipan.ecology.rule.model.RuleSet;
import io.qipan.ecology.start.RuleSetStart;
import io.qipan.runtime.place.Datum.Wgs84;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What the shipped rules say, act by act; see the table {@code rules/vectors.csv}. */
class RuleVectorsTest {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
    private static final RuleSet RULES = RuleSetStart.ruleSet();
    private static final Map<String, FactType> TYPES =
            RULES.words().facts().stream().collect(Collectors.toMap(FactType::code, type -> type));

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(
            resources = "/rules/vectors.csv",
            delimiter = '|',
            useHeadersInDisplayName = false,
            numLinesToSkip = 1,
            nullValues = "",
            emptyValue = "")
    void theRulesSay(ArgumentsAccessor row) {
        // Given
        String decided = cell(row, 9);
        Question question = question(row, decided);

        // When
        Evaluation evaluation = RULES.evaluate(question).orRefuse();

        // Then
        String[] expected = cell(row, 6).split("/", -1);
        assertThat(ids(evaluation.applied())).isEqualTo(words(expected[0]));
        if (expected.length == 2) {
            assertThat(ids(evaluation.possible())).as("those that may apply").isEqualTo(words(expected[1]));
        }
        assertThat(verdict(evaluation)).isEqualTo(cell(row, 5));
        if (!cell(row, 7).isEmpty()) {
            assertThat(fine(evaluation.applied().getFirst())).isEqualTo(cell(row, 7));
        }
        if (!cell(row, 8).isEmpty()) {
            assertThat(evaluation.applied().getFirst().rule().citation()).contains(cell(row, 8));
        }
        if (!decided.isEmpty()) {
            assertThat(later(evaluation.applied().getFirst()))
                    .isEqualTo(words(decided).get(1));
        }
    }

    private static String cell(ArgumentsAccessor row, int column) {
        String text = column < row.size() ? row.getString(column) : null;
        return text == null ? "" : text.strip();
    }

    private static Question question(ArgumentsAccessor row, String decided) {
        List<String> place = words(cell(row, 3));
        Instant at = LocalDateTime.parse(cell(row, 1), LOCAL).atZone(Act.ZONE).toInstant();
        Optional<Instant> decidedAt = decided.isEmpty()
                ? Optional.empty()
                : Optional.of(LocalDate.parse(words(decided).getFirst())
                        .plusDays(1)
                        .atStartOfDay(Act.ZONE)
                        .minusMinutes(1)
                        .toInstant());
        boolean isPoint = place.size() == 3;
        return new Question(
                at,
                cell(row, 2),
                isPoint
                        ? Optional.of(new Wgs84(Double.parseDouble(place.get(0)), Double.parseDouble(place.get(1))))
                        : Optional.empty(),
                isPoint ? Double.parseDouble(place.get(2)) : 0,
                named(place, "water"),
                named(place, "area"),
                facts(cell(row, 4)),
                decidedAt);
    }

    private static Optional<String> named(List<String> place, String what) {
        return place.getFirst().equals(what) ? Optional.of(place.get(1)) : Optional.empty();
    }

    private static Facts facts(String text) {
        Map<String, FactValue> facts = new HashMap<>();
        for (String fact : words(text)) {
            String[] parts = fact.split("=", -1);
            FactType type = Objects.requireNonNull(TYPES.get(parts[0]), parts[0]);
            facts.put(
                    parts[0],
                    switch (type.kind()) {
                        case NUMBER -> new FactValue.Amount(Double.parseDouble(parts[1]));
                        case FLAG -> new FactValue.Flag(Boolean.parseBoolean(parts[1]));
                        case CHOICE -> new FactValue.Choice(parts[1]);
                    });
        }
        return new Facts(facts);
    }

    private static List<String> ids(List<AppliedRule> rules) {
        return rules.stream().map(applied -> applied.rule().id()).toList();
    }

    private static List<String> words(String text) {
        return Stream.of(text.strip().split(" +", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String verdict(Evaluation evaluation) {
        if (evaluation.allowedAsFarAsKnown()) {
            return "ALLOWED";
        }
        if (evaluation.applied().isEmpty()) {
            return evaluation.notCovered().isEmpty() ? "WHICH_KIND" : notCovered(evaluation);
        }
        String handlings = evaluation.applied().stream()
                .map(applied -> applied.rule().handling().name())
                .distinct()
                .collect(Collectors.joining(" "));
        boolean uncertain = evaluation.applied().stream().anyMatch(AppliedRule::placeUncertain);
        return handlings + (uncertain ? " uncertain" : "");
    }

    private static String notCovered(Evaluation evaluation) {
        return "NOT_COVERED "
                + evaluation.notCovered().stream()
                        .map(gap ->
                                gap.subject() + gap.from().map(day -> "<" + day).orElse(""))
                        .collect(Collectors.joining(" "));
    }

    private static String fine(AppliedRule applied) {
        String fines = applied.penalties().stream()
                .filter(penalty -> penalty.yuan().isPresent())
                .map(RuleVectorsTest::fine)
                .collect(Collectors.joining(" "));
        return fines.isEmpty() ? "-" : fines;
    }

    private static String fine(AppliedPenalty penalty) {
        return penalty.yuan().orElseThrow().from() + "-"
                + penalty.yuan().orElseThrow().to() + (penalty.uncertain() ? "?" : "");
    }

    private static String later(AppliedRule applied) {
        return applied.laterLaw().map(LaterLaw::verdict).map(Enum::name).orElse("-");
    }
}
