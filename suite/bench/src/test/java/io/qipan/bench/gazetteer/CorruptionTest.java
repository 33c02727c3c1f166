package io.qipan.bench.gazetteer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CorruptionTest {
    private static final Map<String, List<Integer>> LETTERS =
            Map.of("dong", List.of((int) '东', (int) '冬'), "xi", List.of((int) '西'), "jie", List.of((int) '街'));

    @ParameterizedTest
    @EnumSource(Corruption.class)
    void a_corrupted_name_is_another_one_and_one_fault_away(Corruption fault) {
        // Given
        Random random = new Random(1);

        // When
        Optional<String> said = fault.of("东西街", LETTERS, random);

        // Then
        assertThat(said).hasValueSatisfying(text -> {
            assertThat(text).isNotEqualTo("东西街");
            assertThat(Corruption.isBetween(text, "东西街")).isTrue();
        });
    }

    @Test
    void a_homophone_sounds_the_same() {
        // Given
        Random random = new Random(1);

        // When
        Optional<String> said = Corruption.HOMOPHONE.of("东西街", LETTERS, random);

        // Then
        assertThat(said).contains("冬西街");
    }

    @ParameterizedTest
    @CsvSource({
        "东西街, 东街, true",
        "东西街, 西东街, true",
        "东西街, 东北街, true",
        "东西街, 东西大街, true",
        "东西街, 东北路, false",
        "东西街, 街西东, false"
    })
    void texts_one_fault_apart_are_told(String one, String other, boolean apart) {
        // When
        boolean told = Corruption.isBetween(one, other);

        // Then
        assertThat(told).isEqualTo(apart);
    }
}
