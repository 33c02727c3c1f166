package io.qipan.ecology.rule.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.rule.model.FactType.Kind;
import io.qipan.ecology.rule.model.FactValue.Amount;
import io.qipan.ecology.rule.model.FactValue.Choice;
import io.qipan.ecology.rule.model.FactValue.Flag;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {
    private static final FactType WEIGHT = new FactType("kg", new Text("weight", "重量"), Kind.NUMBER, "kg", List.of());
    private static final FactType FRY = new FactType("fry", new Text("fry", "苗种"), Kind.FLAG, "", List.of());
    private static final FactType GRADE = new FactType(
            "grade",
            new Text("class", "级别"),
            Kind.CHOICE,
            "",
            List.of(
                    new FactType.Option("first", new Text("first", "一级")),
                    new FactType.Option("second", new Text("second", "二级"))));
    private static final Condition HEAVY = new Condition.AtLeast(WEIGHT, 500);
    private static final Condition OF_FRY = new Condition.Is(FRY, true);

    @ParameterizedTest
    @CsvSource({"499.999, NO", "500, YES", "501, YES"})
    void aNumberReachesItsBound(double weight, Truth truth) {
        // When
        Finding finding = HEAVY.judge(new Facts(Map.of("kg", new Amount(weight))));

        // Then
        assertThat(finding).isEqualTo(new Finding(truth, List.of()));
    }

    @Test
    void whatIsNotKnownIsUnknownAndNamed() {
        // When
        Finding finding = HEAVY.judge(Facts.NONE);

        // Then
        assertThat(finding).isEqualTo(new Finding(Truth.UNKNOWN, List.of(WEIGHT)));
    }

    @ParameterizedTest
    @CsvSource({
        "YES, YES, YES, YES",
        "YES, NO, NO, YES",
        "NO, NO, NO, NO",
        "YES, UNKNOWN, UNKNOWN, YES",
        "NO, UNKNOWN, NO, UNKNOWN",
        "UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN"
    })
    void conditionsCombineAsKleeneSays(Truth heavy, Truth fry, Truth all, Truth any) {
        // Given
        Facts facts = Facts.NONE;
        if (heavy != Truth.UNKNOWN) {
            facts = facts.with("kg", new Amount(heavy == Truth.YES ? 500 : 0));
        }
        if (fry != Truth.UNKNOWN) {
            facts = facts.with("fry", new Flag(fry == Truth.YES));
        }

        // When
        Finding both = new Condition.All(List.of(HEAVY, OF_FRY)).judge(facts);
        Finding either = new Condition.Any(List.of(HEAVY, OF_FRY)).judge(facts);

        // Then
        assertThat(List.of(both.truth(), either.truth())).containsExactly(all, any);
        assertThat(both.missing().isEmpty()).isEqualTo(all != Truth.UNKNOWN);
        assertThat(either.missing().isEmpty()).isEqualTo(any != Truth.UNKNOWN);
        assertThat(List.of(heavy.and(fry), heavy.or(fry))).containsExactly(all, any);
    }

    @Test
    void aChoiceIsOneOfSome() {
        // When
        Finding finding =
                new Condition.OneOf(GRADE, Set.of("second")).judge(new Facts(Map.of("grade", new Choice("first"))));

        // Then
        assertThat(finding).isEqualTo(Finding.NO);
    }

    @Test
    void nothingToAskAlwaysHolds() {
        // When
        Finding finding = Condition.ALWAYS.judge(Facts.NONE);

        // Then
        assertThat(finding).isEqualTo(Finding.YES);
    }

    @Test
    void saysItselfInTwoLanguages() {
        // Given
        Condition condition = new Condition.All(List.of(
                new Condition.Any(List.of(HEAVY, new Condition.Is(FRY, false))),
                new Condition.OneOf(GRADE, Set.of("first", "second"))));

        // When
        Text text = condition.text();

        // Then
        assertThat(text.en()).isEqualTo("(weight at least 500 kg, or not: fry) and class is first or second");
        assertThat(text.zh()).isEqualTo("(重量达到或超过500 kg；或者并非苗种)，且级别为一级或二级");
    }
}
