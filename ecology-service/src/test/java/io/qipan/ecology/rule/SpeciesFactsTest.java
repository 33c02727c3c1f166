package io.qipan.ecology.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.rule.SpeciesFacts.Derived;
import io.qipan.ecology.rule.model.FactValue;
import io.qipan.ecology.rule.model.Facts;
import io.qipan.ecology.rule.model.Question;
import io.qipan.ecology.species.FakeSpeciesLists;
import io.qipan.ecology.species.KnownSpecies;
import io.qipan.ecology.species.model.Species;
import io.qipan.ecology.species.model.Species.Protection;
import io.qipan.ecology.species.model.SpeciesList;
import io.qipan.testkit.FakeUnitOfWork;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SpeciesFactsTest {
    private static final Instant ACT = Instant.parse("2024-05-01T02:00:00Z");

    private final FakeSpeciesLists lists = new FakeSpeciesLists();
    private final SpeciesFacts facts = new SpeciesFacts(new KnownSpecies(FakeUnitOfWork.over(), lists));

    @BeforeEach
    void know() {
        List<Species> species = List.of(
                species("试盘羊", "Ovis inventa", Protection.SECOND, "老盘羊", ""),
                species("高盘羊", "Ovis alta", Protection.FIRST, "", ""),
                species("试斑羚", "Naemorhedus inventus", Protection.SECOND, "老斑羚", ""),
                species("高斑羚", "Naemorhedus altus", Protection.SECOND, "", ""),
                species("试龟属所有种", "Cuora spp.", Protection.SECOND, "", "仅限野外种群"),
                species("试魟", "Dasyatis inventa", Protection.SECOND, "", "仅限陆封种群"));
        lists.add(
                new SpeciesList(1, LocalDate.of(2021, 2, 5), SpeciesList.Count.of(species), ACT, "wang", "import"),
                species);
    }

    private static Species species(String chinese, String latin, Protection protection, String former, String remark) {
        return new Species(
                chinese,
                latin,
                "",
                "",
                "",
                "",
                protection,
                false,
                chinese.endsWith("所有种"),
                false,
                remark.contains("野外"),
                former,
                remark);
    }

    private Derived derive(String name, Map<String, FactValue> known) {
        Question question = new Question(ACT, "illegal_hunting", Optional.empty(), 0, Optional.empty());
        return facts.derive(question.with(new Facts(known)), Optional.of(name));
    }

    @Test
    void aFormerNameOfSpeciesOfDifferentClassesLeavesTheClassOpen() {
        // When
        Derived derived = derive("老盘羊", Map.of());

        // Then
        assertThat(derived.question().facts().known()).containsOnlyKeys("aquatic");
        assertThat(derived.notes())
                .anyMatch(note -> note.en().contains("试盘羊"))
                .anyMatch(note -> note.en().contains("高盘羊"))
                .anyMatch(note ->
                        note.en().contains("different classes") && note.zh().contains("级别不同"));
        assertThat(derived.list()).contains("speciesLists/1");
    }

    @Test
    void aFormerNameOfSpeciesOfOneClassTellsIt() {
        // When
        Derived derived = derive("老斑羚", Map.of());

        // Then
        assertThat(derived.question().facts().known())
                .containsEntry("protection_class", new FactValue.Choice("second"));
        assertThat(derived.notes()).anyMatch(note -> note.en().contains("former name, and may be any of these"));
    }

    @Test
    void aSpeciesOfAGenusThatIsInTheListAsAWholeIsInIt() {
        // When
        Derived derived = derive("cuora amboinensis", Map.of("captive_bred", new FactValue.Flag(false)));

        // Then
        assertThat(derived.question().facts().known())
                .containsEntry("protection_class", new FactValue.Choice("second"));
        assertThat(derived.notes()).anyMatch(note -> note.en().contains("all species of its genus are"));
    }

    @Test
    void anAnimalThatWasBredIsNotOfTheWildPopulationsOfTheList() {
        // When
        Derived derived = derive("Cuora amboinensis", Map.of("captive_bred", new FactValue.Flag(true)));

        // Then
        assertThat(derived.question().facts().known()).doesNotContainKey("protection_class");
        assertThat(derived.notes()).anyMatch(note -> note.zh().contains("人工繁育"));
    }

    @Test
    void ofAPopulationThatOnlyARemarkTellsTheClassIsLeftOpen() {
        // When
        Derived derived = derive("试魟", Map.of("captive_bred", new FactValue.Flag(false)));

        // Then
        assertThat(derived.question().facts().known()).doesNotContainKey("protection_class");
        assertThat(derived.notes()).anyMatch(note -> note.zh().contains("仅限陆封种群"));
    }
}
