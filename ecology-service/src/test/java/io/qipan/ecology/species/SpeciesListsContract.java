package io.qipan.ecology.species;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.species.csv.SpeciesFile;
import io.qipan.ecology.species.model.Species;
import io.qipan.ecology.species.model.SpeciesList;
import io.qipan.ecology.species.model.SpeciesList.Count;
import io.qipan.runtime.work.UnitOfWork;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every store of the lists promises. */
abstract class SpeciesListsContract {
    private static final List<Species> ANIMALS = SpeciesFile.read("""
                    门,纲,目,科,种,学名,保护级别,备注
                    甲门,甲纲,甲目#,甲科,甲,Alpha alpha,一级,原名“老甲”
                    甲门,甲纲,乙目,乙科,*乙,Beta beta,二级,仅限野外种群
                    """).species();

    abstract UnitOfWork unitOfWork();

    abstract SpeciesLists lists();

    private void add(long number, String inForceFrom) {
        boolean unused = unitOfWork().run("system:test", () -> {
            lists().lock();
            lists().add(list(number, inForceFrom), ANIMALS);
            return true;
        });
    }

    private static SpeciesList list(long number, String inForceFrom) {
        return new SpeciesList(
                number,
                LocalDate.parse(inForceFrom),
                new Count(2, 1, 1, 1),
                Instant.parse("2026-11-22T02:00:00Z"),
                "wang",
                "first import");
    }

    @Test
    void givesBackEverythingThatItWasGiven() {
        // Given
        add(1, "2021-02-05");

        // When
        Optional<SpeciesList> found = unitOfWork().read(() -> lists().newest());

        // Then
        assertThat(found).contains(list(1, "2021-02-05"));
        assertThat(unitOfWork().read(() -> lists().species(1))).isEqualTo(ANIMALS);
        assertThat(unitOfWork().read(() -> lists().find(2))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2021-02-04, 0", "2021-02-05, 3", "2025-12-31, 3", "2026-01-01, 2"})
    void theListOfTheDayIsTheNewestOfThoseThatCameIntoForceLast(String day, long number) {
        // Given
        add(1, "2021-02-05");
        add(2, "2026-01-01");
        add(3, "2021-02-05");

        // When
        Optional<SpeciesList> found = unitOfWork().read(() -> lists().inForceOn(LocalDate.parse(day)));

        // Then
        assertThat(found.map(SpeciesList::number).orElse(0L)).isEqualTo(number);
    }
}
