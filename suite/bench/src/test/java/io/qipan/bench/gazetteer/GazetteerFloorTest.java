package io.qipan.bench.gazetteer;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.bench.gazetteer.Names.Name;
import io.qipan.dispatch.gazetteer.model.Candidate;
import io.qipan.dispatch.gazetteer.model.Entry;
import io.qipan.dispatch.gazetteer.model.Gazetteer;
import io.qipan.dispatch.gazetteer.model.Place;
import io.qipan.dispatch.gazetteer.model.PlaceKind;
import io.qipan.dispatch.gazetteer.model.Question;
import io.qipan.dispatch.gazetteer.pinyin.Pinyin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How often names are found, without a board and without a clock: {@code ./qipan bench gazetteer} measures the same
 * with one, of 100,000 names. The seed is fixed, so a rate that falls has fallen by what was changed.
 */
class GazetteerFloorTest {
    private static final long SEED = 20260724;
    private static final int NAMES = 10_000;
    private static final int SAMPLE = 200;
    private static final int SEEN = 50;

    private static final double TOP1_MARK = 0.95;
    private static final double TOP5_MARK = 0.99;

    /**
     * What holds of so many names that are asked for without their district. The more there are, the more have the
     * same name but for a letter: of 100,000, as the bench has them, the mark is missed.
     */
    private static final double TOP1_ALONE = 0.96;

    private static final List<Name> SAMPLED = new ArrayList<>();
    private static Gazetteer gazetteer = new Gazetteer(0, List.of(), new Pinyin());
    private static Map<String, List<Integer>> letters = Map.of();

    @BeforeAll
    static void read() {
        Names names = Names.generated(NAMES, new Random(SEED));
        gazetteer = new Gazetteer(
                1,
                names.all().stream()
                        .map(name -> new Entry("bench", place(name)))
                        .toList(),
                new Pinyin());
        letters = names.letters(new Sounds());
        SAMPLED.addAll(names.all());
        Collections.shuffle(SAMPLED, new Random(SEED));
        SAMPLED.subList(SAMPLE, SAMPLED.size()).clear();
    }

    private static Place place(Name name) {
        return new Place(
                name.code(),
                PlaceKind.LANDMARK,
                name.text(),
                List.of(),
                name.district(),
                List.of(),
                Optional.empty(),
                0,
                Optional.empty());
    }

    private static List<Entry> found(String text, String district) {
        return gazetteer.search(new Question(text, district, Optional.empty(), "", List.of(), SEEN)).stream()
                .filter(candidate -> candidate.basis() == Candidate.Basis.NAME)
                .map(candidate -> candidate.entries().getFirst())
                .toList();
    }

    /** The very place. */
    private static void askWithDistrict(Tally tally, Name meant, String said) {
        tally.add(
                meant.code(),
                found(said, meant.district()).stream()
                        .map(entry -> entry.place().code())
                        .toList());
    }

    /** Its name: nobody can tell places of one name apart without more. */
    private static void askAlone(Tally tally, Name meant, String said) {
        tally.add(
                meant.text(),
                List.copyOf(found(said, "").stream()
                        .map(entry -> entry.place().name())
                        .collect(Collectors.toCollection(LinkedHashSet::new))));
    }

    @Test
    void names_as_they_are_written_come_first() {
        // Given
        Tally district = new Tally();
        Tally alone = new Tally();

        // When
        SAMPLED.forEach(name -> {
            askWithDistrict(district, name, name.text());
            askAlone(alone, name, name.text());
        });

        // Then
        assertThat(district.asked()).isEqualTo(SAMPLE);
        assertThat(district.top1()).as("seed %d", SEED).isGreaterThanOrEqualTo(TOP1_MARK);
        assertThat(district.top5()).isGreaterThanOrEqualTo(TOP5_MARK);
        assertThat(alone.top1()).isGreaterThanOrEqualTo(TOP1_MARK);
        assertThat(alone.top5()).isGreaterThanOrEqualTo(TOP5_MARK);
    }

    @ParameterizedTest
    @EnumSource(Corruption.class)
    void names_with_a_fault_are_found_in_their_district(Corruption fault) {
        // Given
        Random random = new Random(SEED + fault.ordinal());
        Tally tally = new Tally();

        // When
        SAMPLED.forEach(
                name -> fault.of(name.text(), letters, random).ifPresent(said -> askWithDistrict(tally, name, said)));

        // Then
        assertThat(tally.asked()).isGreaterThan(SAMPLE / 2);
        assertThat(tally.top1()).as("seed %d", SEED).isGreaterThanOrEqualTo(TOP1_MARK);
        assertThat(tally.top5()).isGreaterThanOrEqualTo(TOP5_MARK);
    }

    @Test
    void names_with_a_fault_are_found_without_a_district_as_often_as_they_can_be() {
        // Given
        Random random = new Random(SEED);
        Tally tally = new Tally();

        // When
        for (Corruption fault : Corruption.values()) {
            SAMPLED.forEach(
                    name -> fault.of(name.text(), letters, random).ifPresent(said -> askAlone(tally, name, said)));
        }

        // Then
        assertThat(tally.top1()).as("seed %d", SEED).isGreaterThanOrEqualTo(TOP1_ALONE);
        assertThat(tally.top5()).isGreaterThanOrEqualTo(TOP5_MARK);
    }
}
