package io.qipan.ecology.species.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.species.csv.SpeciesFile.Content;
import io.qipan.ecology.species.csv.SpeciesFile.Fault;
import io.qipan.ecology.species.model.Species;
import io.qipan.ecology.species.model.Species.Protection;
import io.qipan.ecology.species.model.SpeciesList.Count;
import org.junit.jupiter.api.Test;

/** A small invented list with the peculiarities of the published one. */
class SpeciesFileTest {

    private static Species named(Content content, String chinese) {
        return content.species().stream()
                .filter(one -> one.chinese().equals(chinese))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void countsRowsAndClasses() {
        // When
        Content content = SpeciesFile.read(SpeciesSamples.list());

        // Then
        assertThat(content.faults()).isEmpty();
        assertThat(Count.of(content.species())).isEqualTo(new Count(7, 3, 4, 3));
    }

    @Test
    void paddingOfAnyWidthMeansNothing() {
        // When
        Species padded = named(SpeciesFile.read(SpeciesSamples.list()), "试水獭");

        // Then
        assertThat(padded.latin()).isEqualTo("Lutra inventa");
        assertThat(padded.className()).isEqualTo("哺乳纲 MAMMALIA");
        assertThat(padded.family()).isEqualTo("试鼬科");
    }

    @Test
    void marksSayWhatIsAquaticAndWhichGroupsAreComplete() {
        // Given
        Content content = SpeciesFile.read(SpeciesSamples.list());

        // When
        Species ape = named(content, "试长臂猿");
        Species otter = named(content, "试水獭");
        Species coral = named(content, "试珊瑚目所有种");

        // Then
        assertThat(ape.groupComplete()).isTrue();
        assertThat(ape.order()).isEqualTo("试灵长目");
        assertThat(ape.aquatic()).isFalse();
        assertThat(otter.aquatic()).isTrue();
        assertThat(otter.groupComplete()).isFalse();
        assertThat(coral.wholeGroup()).isTrue();
        assertThat(coral.protection()).isEqualTo(Protection.FIRST);
    }

    @Test
    void remarksTellFormerNamesAndWildPopulations() {
        // When
        Species perch = named(SpeciesFile.read(SpeciesSamples.list()), "试江鲈");

        // Then
        assertThat(perch.wildOnly()).isTrue();
        assertThat(perch.formerName()).isEqualTo("试江鲈鱼");
        assertThat(perch.remark()).isEqualTo("仅限野外种群。原名“试江鲈鱼”");
    }

    @Test
    void everyFaultIsToldWithItsLine() {
        // Given
        String broken = SpeciesSamples.list()
                + "甲门,甲纲,甲目,甲科,*,Alpha beta,一级,\n"
                + "甲门,甲纲,甲目,甲科,试长臂猿,Gamma delta,一级,\n"
                + "甲门,甲纲,甲目,甲科,戊,中文,三级,\n"
                + "甲门,甲纲\n";

        // When
        Content content = SpeciesFile.read(broken);

        // Then
        assertThat(content.faults())
                .containsExactly(
                        new Fault(9, "种 is empty"),
                        new Fault(10, "种 '试长臂猿' comes twice"),
                        new Fault(11, "学名 '中文' is no Latin name"),
                        new Fault(11, "保护级别 '三级' is neither 一级 nor 二级"),
                        new Fault(12, "has 2 cells, the heading has 8"));
    }

    @Test
    void aFileOfAnotherKindIsRefusedAtItsHeading() {
        // When
        Content content = SpeciesFile.read("name,class\nfox,second\n");

        // Then
        assertThat(content.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.text()).startsWith("the heading lacks 门, 纲"));
    }

    @Test
    void anEmptyFileHasNoAnimals() {
        // When
        Content content = SpeciesFile.read("");

        // Then
        assertThat(content.faults()).containsExactly(new Fault(0, "has no animals"));
    }

    @Test
    void quotesThatDoNotEndAreAFault() {
        // When
        Content content = SpeciesFile.read(SpeciesSamples.list() + "\"甲");

        // Then
        assertThat(content.faults())
                .anySatisfy(fault -> assertThat(fault.text()).startsWith("is no CSV"));
    }
}
