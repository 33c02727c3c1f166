package io.qipan.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** k8s/README.md holds every value of the chart, as values.yaml explains it. */
class ReferenceTest {

    private static final String HEADING = "## Values\n\n";

    @Test
    void theReferenceIsThatOfTheValues() throws IOException {
        // Given
        Path file = Chart.FOLDER.resolve("README.md");
        String text = Files.readString(file);
        String head = text.substring(0, text.indexOf(HEADING) + HEADING.length());

        // When
        String generated = head + Reference.of(Chart.read("k8s/values.yaml")).table();

        // Then
        if (Boolean.getBoolean("reference.update")) {
            Files.writeString(file, generated);
        }
        assertThat(Files.readString(file))
                .as("k8s/README.md is older than values.yaml: ./mvnw -pl suite/chart test -Dreference.update=true")
                .isEqualTo(generated);
    }

    @Test
    void everyValueIsExplained() {
        // When
        Reference reference = Reference.of(Chart.read("k8s/values.yaml"));

        // Then
        assertThat(reference.unexplained()).isEmpty();
        assertThat(reference.table()).contains("| `drain.unlistSeconds` | `5` |");
    }
}
