package io.qipan.ecology.start;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.rule.model.Activity;
import io.qipan.ecology.rule.model.Exemption;
import io.qipan.ecology.rule.model.Handling;
import io.qipan.ecology.rule.model.InForce;
import io.qipan.ecology.rule.model.Rule;
import io.qipan.ecology.rule.model.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is no offence is no crime: whoever may do something must not read that it is one. */
class CrimeExceptionsTest {
    private static final RuleSet RULES = RuleSetStart.ruleSet();

    /** Crimes that do not take an exception of an offence, with a word of it, and why. */
    private static final Map<String, String> NOT_TAKEN = Map.ofEntries(
            entry(
                    "hunting-for-food-crime-2022 special licence",
                    "the animals of 刑法 第三百四十一条第三款 are not those of special licences"),
            entry("hunting-for-food-crime-2022 approved", "the animals of 刑法 第三百四十一条第三款 are not those of 第二十八条第二款"),
            entry(
                    "hunting-for-food-crime-2022 lawful origin",
                    "野生动物保护法 第三十一条第二款 forbids trade for food whatever the papers"),
            entry(
                    "hunting-for-food-crime-2022 special mark",
                    "whatever is bred in captivity is exempt already, with or without the mark"),
            entry("hunting-for-food-crime-2022 only bought", "刑法 第三百四十一条第三款 names buying (收购)"),
            entry(
                    "hunting-crime-2022 special licence",
                    "the animals of 刑法 第三百四十一条第二款 are not those of special licences"),
            entry(
                    "hunting-crime-2022 bred in captivity",
                    "that lifts the offence of hunting for food only (野生动物保护法 第三十一条第二款)"),
            entry(
                    "wildlife-crime-national-20000-2022 bred in captivity, not",
                    "that lifts offences with other animals only (野生动物保护法 第三十一条第二款)"),
            entry(
                    "wildlife-crime-national-20000-2022 lawful origin",
                    "the proof of origin is for animals that are not under national protection"),
            entry(
                    "wildlife-crime-national-20000-2022 bred in captivity and",
                    "the list of bred animals is asked for too, 野生动物保护法 第二十九条第一款"),
            entry("wildlife-crime-national-20000-2022 only bought", "刑法 第三百四十一条第一款 names buying (收购)"),
            entry(
                    "negligent-wildfire-use-crime-2008 approved by the county",
                    "whoever may burn still answers for a fire by negligence, 刑法 第一百一十五条第二款"),
            entry(
                    "fishing-crime-weight-gear-2022 angling that",
                    "it hands the act over to another offence, and does not allow it"),
            entry(
                    "fishing-crime-weight-yellow-river-nm-2022 angling that",
                    "it hands the act over to another offence, and does not allow it"));

    @Test
    void everyCrimeHasTheExceptionsOfTheOffencesOfItsActivity() {
        // Given
        List<String> missing = new ArrayList<>();

        // When
        for (Rule crime : of(Handling.CRIMINAL)) {
            for (Rule offence : of(Handling.ADMINISTRATIVE)) {
                if (overlap(crime.inForce(), offence.inForce())) {
                    RULES.words().activities().stream()
                            .filter(activity -> isAbout(crime, activity) && isAbout(offence, activity))
                            .forEach(activity -> offence.exemptions().stream()
                                    .filter(exemption -> meant(exemption, activity))
                                    .filter(exemption -> !has(crime, exemption, activity))
                                    .map(exemption -> crime.id() + " lacks of " + offence.id() + " for "
                                            + activity.code() + ": "
                                            + exemption.text().en())
                                    .forEach(missing::add));
                }
            }
        }

        // Then
        assertThat(missing).isEmpty();
    }

    private static List<Rule> of(Handling handling) {
        return RULES.rules().stream()
                .filter(rule -> rule.handling() == handling)
                .toList();
    }

    private static boolean isAbout(Rule rule, Activity activity) {
        return rule.scope()
                .concern(activity)
                .filter(how -> how.onlyKinds().isEmpty())
                .isPresent();
    }

    private static boolean meant(Exemption exemption, Activity activity) {
        return exemption.activities().isEmpty()
                || exemption.activities().stream().anyMatch(one -> activity.isA(one.code()));
    }

    private static boolean has(Rule crime, Exemption wanted, Activity activity) {
        boolean taken = crime.exemptions().stream()
                .filter(exemption -> meant(exemption, activity))
                .anyMatch(exemption -> exemption.when().equals(wanted.when()));
        return taken
                || NOT_TAKEN.keySet().stream()
                        .anyMatch(key -> (crime.id() + " " + wanted.text().en()).startsWith(key.split(" ", 2)[0])
                                && wanted.text().en().contains(key.split(" ", 2)[1]));
    }

    private static boolean overlap(InForce one, InForce other) {
        return one.until().map(end -> other.from().isBefore(end)).orElse(true)
                && other.until().map(end -> one.from().isBefore(end)).orElse(true);
    }

    @Test
    void everyActivityBelongsToASubjectThatSaysSinceWhenItIsCovered() {
        // When
        List<Activity> uncovered = RULES.words().activities().stream()
                .filter(activity -> RULES.words().subjects().stream()
                        .flatMap(subject -> subject.activities().stream())
                        .noneMatch(one -> activity.isA(one.code())))
                .toList();

        // Then
        assertThat(uncovered).isEmpty();
    }

    @Test
    void everyRuleIsCoveredByASubjectOnItsFirstDay() {
        // When
        List<String> before = RULES.rules().stream()
                .filter(rule -> RULES.words().subjects().stream()
                        .filter(subject -> subject.activities().stream()
                                .anyMatch(one -> rule.scope().forbidden().stream()
                                        .anyMatch(forbidden -> forbidden.isA(one.code()))))
                        .flatMap(subject -> subject.coverage().stream())
                        .noneMatch(coverage -> !rule.inForce().from().isBefore(coverage.from())))
                .map(Rule::id)
                .toList();

        // Then
        assertThat(before).isEmpty();
    }
}
