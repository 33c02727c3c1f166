package io.qipan.ecology.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.rule.model.Handling;
import io.qipan.ecology.rule.model.Rule;
import io.qipan.ecology.rule.model.RuleSet;
import io.qipan.ecology.rule.model.Season;
import io.qipan.ecology.rule.model.Sourcing;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShippedRulesTest {
    private final RuleSet rules = RuleSetStart.ruleSet();

    @Test
    void aCrimeInTheClosedSeasonHasThePlaceAndSeasonOfABan() {
        // Given
        List<Rule> bans = rules.rules().stream()
                .filter(rule -> rule.id().startsWith("fishing-ban-"))
                .toList();

        // When
        List<Rule> crimes = rules.rules().stream()
                .filter(rule -> rule.handling() == Handling.CRIMINAL)
                .filter(rule -> !(rule.season() instanceof Season.AllYear))
                .toList();

        // Then
        assertThat(crimes)
                .hasSize(10)
                .allSatisfy(crime -> assertThat(bans)
                        .filteredOn(ban -> crime.season().equals(ban.season()))
                        .anySatisfy(ban -> assertThat(crime.id()).contains(basin(ban))));
    }

    private static String basin(Rule ban) {
        return ban.id().replaceFirst("fishing-ban-", "").replaceFirst("-\\d{4}$", "");
    }

    @Test
    void whatWasNotReadInTheLawItselfSaysWhatIsInDoubt() {
        // When
        List<Rule> unsure = rules.rules().stream()
                .filter(rule -> rule.sourcing() != Sourcing.LAW_TEXT)
                .toList();

        // Then
        assertThat(unsure).isNotEmpty().noneMatch(rule -> rule.doubt().isEmpty());
    }

    @Test
    void theRevisionIsThatOfTheReview() {
        // When
        String revision = rules.revision();

        // Then
        assertThat(revision).matches("\\d{4}-\\d{2}-\\d{2}-[0-9a-f]{12}");
    }
}
