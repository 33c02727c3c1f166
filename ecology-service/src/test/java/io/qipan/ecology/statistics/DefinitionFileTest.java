package io.qipan.ecology.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.qipan.ecology.calendar.ReviewedFile;
import io.qipan.ecology.start.StatisticsStart;
import io.qipan.ecology.statistics.model.Definition;
import io.qipan.ecology.statistics.model.FigureCode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DefinitionFileTest {

    private static String definition(String code, int revision, String english) {
        return """
                {"code": "%s", "revision": %d, "title_en": "t", "title_zh": "题", "unit": "u", "definition_en": "%s",
                 "definition_zh": "定义"}""".formatted(code, revision, english);
    }

    private static byte[] file(List<String> definitions) {
        return ("{\"definitions\": [" + String.join(",", definitions) + "]}").getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> all() {
        return Arrays.stream(FigureCode.values())
                .map(figure -> definition(figure.code(), 1, "what counts"))
                .collect(Collectors.toList());
    }

    @Test
    void definesEveryFigureInTheirOrder() {
        // When
        List<Definition> read =
                DefinitionFile.read("definitions.json", file(all().reversed())).all();

        // Then
        assertThat(read).extracting(Definition::figure).containsExactly(FigureCode.values());
        assertThat(read.getFirst().definitionZh()).isEqualTo("定义");
    }

    @Test
    void isRefusedWholeWithEveryFaultNamed() {
        // Given
        List<String> definitions = all();
        String missing = definitions.removeFirst();
        definitions.set(0, definition(FigureCode.values()[1].code(), 0, "what counts"));
        definitions.add(definition("inspections", 1, "once more"));
        definitions.add(definition("happiness", 1, " "));

        // When
        Throwable refused = catchThrowable(() -> DefinitionFile.read("definitions.json", file(definitions)));

        // Then
        assertThat(missing).contains(FigureCode.values()[0].code());
        assertThat(refused)
                .isInstanceOf(ReviewedFile.Refused.class)
                .hasMessageContaining(FigureCode.values()[0].code() + " has no definition")
                .hasMessageContaining(FigureCode.values()[1].code() + " is no figure")
                .hasMessageContaining("inspections is no figure, or there twice")
                .hasMessageContaining("happiness is no figure")
                .hasMessageContaining("happiness must be defined in both languages");
    }

    @Test
    void theShippedOnesSayWhatOfDrills() {
        // When
        List<Definition> shipped = StatisticsStart.definitions().all();

        // Then
        assertThat(shipped)
                .filteredOn(definition -> !definition.figure().code().startsWith("patrol"))
                .allSatisfy(definition -> {
                    assertThat(definition.titleEn()).isNotBlank();
                    assertThat(definition.definitionEn()).contains("rills");
                    assertThat(definition.definitionZh()).contains("演练");
                });
    }
}
