package io.qipan.dispatch.gazetteer.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.gazetteer.model.Phrase.Crossing;
import io.qipan.dispatch.gazetteer.model.Phrase.Kilometre;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhraseTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "G110K1234+500 | G110 | 1234.5",
                "G110 K12 | G110 | 12",
                "G110 1234.5 km | G110 | 1234.5",
                "G110国道1234公里500米处 | G110国道 | 1234.5",
                "京藏高速８９０公里 | 京藏高速 | 890"
            })
    void a_kilometre_is_understood(String said, String road, double kilometre) {
        // When
        List<Phrase> phrases = Phrase.in(said);

        // Then
        assertThat(phrases).contains(new Kilometre(road, kilometre));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "中山路与人民路交叉口 | 中山路 | 人民路",
                "中山路和人民路的十字路口附近 | 中山路 | 人民路",
                "Main St & 2nd Ave | Main St | 2nd Ave",
                "Main St and 2nd Ave | Main St | 2nd Ave"
            })
    void a_junction_is_understood(String said, String one, String other) {
        // When
        List<Phrase> phrases = Phrase.in(said);

        // Then
        assertThat(phrases).contains(new Crossing(one, other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"新华大街58号", "G110", "人民公园", "", "与", "10公里"})
    void other_words_say_nothing_of_roads(String said) {
        // When
        List<Phrase> phrases = Phrase.in(said);

        // Then
        assertThat(phrases).isEmpty();
    }

    @Test
    void every_and_in_a_name_may_be_the_one_between_the_roads() {
        // When
        List<Phrase> phrases = Phrase.in("呼和浩特路与和平路");

        // Then
        assertThat(phrases).contains(new Crossing("呼和浩特路", "和平路"));
    }
}
