package io.qipan.ecology.species.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.species.csv.SpeciesFile.Content;
import io.qipan.ecology.species.model.Species;
import io.qipan.ecology.species.model.Species.Protection;
import io.qipan.ecology.species.model.SpeciesList.Count;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Runs where the list of 2021 lies beside the checkout; it is not part of it. */
@EnabledIf("isThere")
class RealSpeciesFileTest {
    private static final Path FILE = Path.of("../../shared/data/ecology/protected-wildlife-2021.csv");

    static boolean isThere() {
        return Files.isReadable(FILE);
    }

    @Test
    void theListOf2021IsReadWhole() throws IOException {
        // When
        Content content = SpeciesFile.read(Files.readString(FILE));

        // Then
        assertThat(content.faults()).isEmpty();
        assertThat(Count.of(content.species())).isEqualTo(new Count(988, 235, 753, 302));
        assertThat(content.species().stream().filter(Species::groupComplete)).hasSize(356);
        assertThat(content.species())
                .filteredOn(one -> one.chinese().equals("白鲟"))
                .singleElement()
                .satisfies(paddlefish -> {
                    assertThat(paddlefish.latin()).isEqualTo("Psephurus gladius");
                    assertThat(paddlefish.protection()).isEqualTo(Protection.FIRST);
                    assertThat(paddlefish.aquatic()).isTrue();
                    assertThat(paddlefish.order()).isEqualTo("鲟形目");
                    assertThat(paddlefish.family()).isEqualTo("匙吻鲟科");
                });
    }
}
