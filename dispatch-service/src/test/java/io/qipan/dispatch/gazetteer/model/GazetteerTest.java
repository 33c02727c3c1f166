package io.qipan.dispatch.gazetteer.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.gazetteer.model.Candidate.Basis;
import io.qipan.dispatch.gazetteer.pinyin.Pinyin;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GazetteerTest {
    private static final Gazetteer STREETS = new Gazetteer(
            1,
            named("海拉尔东路街道", "海拉尔西路街道", "东风路街道", "成吉思汗大街街道", "小黑河镇", "沙河街道", "河东街道", "西菜园街道", "Main Street"),
            new Pinyin());

    private static List<Entry> named(String... names) {
        return IntStream.range(0, names.length)
                .mapToObj(i -> new Entry(
                        "test",
                        new Place(
                                Integer.toString(i),
                                PlaceKind.LANDMARK,
                                names[i],
                                List.of(),
                                "",
                                List.of(),
                                Optional.empty(),
                                100,
                                Optional.empty())))
                .toList();
    }

    private static List<String> found(String said) {
        return STREETS.search(new Question(said, "", Optional.empty(), "", List.of(), 10)).stream()
                .map(Candidate::text)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "海拉尔东路街道, 海拉尔东路街道",
        "海拉尔东路, 海拉尔东路街道",
        "还啦耳冬路街道, 海拉尔东路街道",
        "海尔拉东路街道, 海拉尔东路街道",
        "hailaer donglu, 海拉尔东路街道",
        "HaiLaEr DongLu JieDao, 海拉尔东路街道",
        "沙荷街道, 沙河街道",
        "河沙街道, 沙河街道",
        "小嘿河镇, 小黑河镇",
        "西菜圆街到, 西菜园街道",
        "我就在成吉思汗大街街道办事处门口呢, 成吉思汗大街街道",
        "ｍａｉｎ　ｓｔｒｅｅｔ, Main Street",
        "mian steet, Main Street"
    })
    void a_name_is_found_by_what_came_of_it(String said, String meant) {
        // When
        List<String> found = found(said);

        // Then
        assertThat(found).first().isEqualTo(meant);
    }

    @Test
    void the_same_name_has_the_full_score_and_a_wrong_one_less() {
        // Given
        Question exact = new Question("沙河街道", "", Optional.empty(), "", List.of(), 10);

        // When
        List<Candidate> found = STREETS.search(exact);

        // Then
        assertThat(found.getFirst().score()).isEqualTo(1);
        assertThat(found.getFirst().basis()).isEqualTo(Basis.NAME);
        assertThat(found.getFirst().explanation()).isEqualTo("1.00 like '沙河街道'");
        assertThat(found.subList(1, found.size())).allMatch(candidate -> candidate.score() < 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!?", "😀", "圙", "qqqqqqqq"})
    void what_is_like_nothing_finds_nothing(String said) {
        // When
        List<String> found = found(said);

        // Then
        assertThat(found).isEmpty();
    }
}
