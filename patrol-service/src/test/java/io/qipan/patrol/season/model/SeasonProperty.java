package io.qipan.patrol.season.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.season.model.Declaration.Standing;
import io.qipan.patrol.season.model.Period.EveryYear;
import io.qipan.patrol.unit.model.Medium;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Seasons made of random rules and declarations; jqwik prints the seed of a failure. */
class SeasonProperty {
    private static final Instant BEGIN = Instant.parse("2027-12-20T16:00:00Z");
    private static final List<String> PLACES = List.of("gridFeatures/zone-N", "gridFeatures/zone-S");

    private static <T> T oneOf(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    private static Optional<String> place(Random random) {
        return random.nextBoolean() ? Optional.of(oneOf(PLACES, random)) : Optional.empty();
    }

    private static Set<Medium> media(Random random) {
        Set<Medium> media = EnumSet.of(oneOf(List.of(Medium.values()), random));
        media.add(oneOf(List.of(Medium.values()), random));
        return media;
    }

    private static SeasonRule rule(int number, Random random) {
        Set<Medium> media = media(random);
        boolean opens = random.nextBoolean();
        return new SeasonRule(
                "rule-" + number,
                place(random),
                new EveryYear(day(random), day(random)),
                Optional.empty(),
                opens ? media : Set.of(),
                opens ? Set.of() : media,
                "because",
                "因为",
                "test",
                true);
    }

    private static MonthDay day(Random random) {
        return MonthDay.from(LocalDate.ofYearDay(2024, 1 + random.nextInt(366)));
    }

    private static Declaration declaration(Random random) {
        Instant from = BEGIN.plus(Duration.ofHours(random.nextInt(24 * 30)));
        return new Declaration(
                new UUID(random.nextLong(), random.nextLong()),
                1,
                media(random),
                oneOf(List.of(Passage.values()), random),
                place(random),
                from,
                random.nextBoolean()
                        ? Optional.of(from.plus(Duration.ofHours(1 + random.nextInt(24 * 20))))
                        : Optional.empty(),
                "seen",
                "officer",
                from.minusSeconds(random.nextInt(1000)),
                new Standing());
    }

    private static Season season(long seed, int rules, int declarations) {
        Random random = new Random(seed);
        List<SeasonRule> all = new ArrayList<>();
        for (int i = 0; i < rules; i++) {
            all.add(rule(i, random));
        }
        List<Declaration> declared = new ArrayList<>();
        for (int i = 0; i < declarations; i++) {
            declared.add(declaration(random));
        }
        return new Season(all, declared);
    }

    @Property
    void the_order_in_which_rules_and_declarations_are_known_does_not_matter(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 8) int rules,
            @ForAll @IntRange(min = 0, max = 8) int declarations,
            @ForAll @IntRange(min = 0, max = 24 * 60) int hour) {
        Season season = season(seed, rules, declarations);
        List<SeasonRule> otherRules = new ArrayList<>(season.rules());
        List<Declaration> otherDeclarations = new ArrayList<>(season.declarations());
        Collections.shuffle(otherRules, new Random(seed));
        Collections.shuffle(otherDeclarations, new Random(seed));
        Instant at = BEGIN.plus(Duration.ofHours(hour));

        Season other = new Season(otherRules, otherDeclarations);

        for (Medium medium : Medium.values()) {
            assertThat(other.ruling(medium, Set.copyOf(PLACES), at))
                    .isEqualTo(season.ruling(medium, Set.copyOf(PLACES), at));
        }
    }

    @Property
    void a_medium_that_somebody_has_closed_is_closed_whatever_else_is_said(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 8) int rules,
            @ForAll @IntRange(min = 1, max = 8) int declarations,
            @ForAll @IntRange(min = 0, max = 24 * 60) int hour) {
        Season season = season(seed, rules, declarations);
        Instant at = BEGIN.plus(Duration.ofHours(hour));
        for (Declaration declaration : season.declarations()) {
            for (Medium medium : declaration.media()) {
                Set<String> features = declaration.place().map(Set::of).orElse(Set.of());
                boolean inForce = !at.isBefore(declaration.from())
                        && declaration.until().map(at::isBefore).orElse(true);

                Ruling ruling = season.ruling(medium, features, at);

                if (inForce && declaration.passage() == Passage.CLOSED) {
                    assertThat(ruling.passage()).isEqualTo(Passage.CLOSED);
                }
            }
        }
    }

    @Property(tries = 100)
    void the_next_change_is_the_first_hour_at_which_the_passage_is_another(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 8) int rules,
            @ForAll @IntRange(min = 0, max = 5) int declarations,
            @ForAll @IntRange(min = 0, max = 24 * 30) int hour) {
        Season season = season(seed, rules, declarations);
        Instant at = BEGIN.plus(Duration.ofHours(hour));
        Set<String> features = Set.of(PLACES.getFirst());
        for (Medium medium : List.of(Medium.ICE, Medium.WATER)) {
            Passage now = season.ruling(medium, features, at).passage();
            Instant first = at;
            int hours = 0;
            while (hours < 24 * 300 && season.ruling(medium, features, first).passage() == now) {
                first = first.plus(Duration.ofHours(1));
                hours++;
            }

            Optional<Instant> told = season.state(medium, features, at).changesAt();

            if (hours < 24 * 300) {
                assertThat(told).contains(first);
            }
        }
    }

    @Property
    void the_quick_answer_is_that_of_the_verdict(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 8) int rules,
            @ForAll @IntRange(min = 0, max = 8) int declarations,
            @ForAll Set<Medium> media) {
        Season season = season(seed, rules, declarations);

        boolean allowed =
                season.open(Set.of(PLACES.getLast()), BEGIN).stream().anyMatch(media::contains) || media.isEmpty();

        assertThat(allowed)
                .isEqualTo(
                        season.verdict(media, Set.of(PLACES.getLast()), BEGIN).isAllowed());
    }
}
