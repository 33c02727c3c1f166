package io.qipan.ecology.species.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.species.model.NameIndex.Found;
import io.qipan.ecology.species.model.NameIndex.Match;
import io.qipan.ecology.species.model.Species.Protection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameIndexTest {
    private final NameIndex names = new NameIndex(List.of(
            species("豹", "Panthera pardus", ""),
            species("雪豹", "Panthera uncia", ""),
            species("云豹", "Neofelis nebulosa", ""),
            species("北豚尾猴", "Macaca leonina", "豚尾猴"),
            species("大鸨", "Otis tarda", "")));

    static Species species(String chinese, String latin, String former) {
        return new Species(chinese, latin, "", "", "", "", Protection.FIRST, false, false, false, false, former, "");
    }

    @ParameterizedTest
    @CsvSource({
        "雪豹, EXACT, 雪豹",
        "panthera  UNCIA, EXACT, 雪豹",
        "豚尾猴, EXACT, 北豚尾猴",
        "雪, PREFIX, 雪豹",
        "Otis, PREFIX, 大鸨",
        "nebulosa, CONTAINS, 云豹",
        "Pantera uncia, SIMILAR, 雪豹",
        "Macaka leonima, SIMILAR, 北豚尾猴",
        "北豚尾候, SIMILAR, 北豚尾猴"
    })
    void findsByEitherName(String query, Match match, String chinese) {
        // When
        List<Found> found = names.search(query, 10);

        // Then
        assertThat(found.getFirst().match()).isEqualTo(match);
        assertThat(found.getFirst().species().chinese()).isEqualTo(chinese);
    }

    @Test
    void theBestComesFirst() {
        // When
        List<Found> found = names.search("豹", 10);

        // Then
        assertThat(found).extracting(one -> one.species().chinese()).containsExactly("豹", "雪豹", "云豹");
        assertThat(found).extracting(Found::match).containsExactly(Match.EXACT, Match.CONTAINS, Match.CONTAINS);
    }

    @ParameterizedTest
    @CsvSource({"大鸠", "Otus", "狼", "' '"})
    void aShortNameWithAnErrorIsAnotherAnimal(String query) {
        // When
        List<Found> found = names.search(query, 10);

        // Then
        assertThat(found).isEmpty();
    }

    @Test
    void noMoreThanAskedFor() {
        // When
        List<Found> found = names.search("a", 2);

        // Then
        assertThat(found).hasSize(2);
    }

    @Test
    void onlyAnExactNameNamesOne() {
        // When
        boolean known = names.named("豹 ").isPresent();

        // Then
        assertThat(known).isTrue();
        assertThat(names.named("金钱豹")).isEmpty();
    }
}
