package io.qipan.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.qipan.testkit.ServiceArchitecture.Exempt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules bite: a service that breaks each of them lies beside this test. */
class ServiceArchitectureTest {

    private static final String SERVICE = "io.qipan.testkit.crooked";

    private final JavaClasses crooked = new ClassFileImporter().importPackages(SERVICE);

    private List<String> broken(Exempt... exempt) {
        return ServiceArchitecture.broken(SERVICE, crooked, exempt);
    }

    @Test
    void findsAModelThatKnowsTheWorld() {
        assertThat(broken()).anyMatch(line -> line.startsWith("The model knows") && line.contains("Grid"));
    }

    @Test
    void findsAnAdapterThatEverybodySees() {
        assertThat(broken())
                .anyMatch(line -> line.startsWith("Adapters to PostgreSQL") && line.contains("PostgresGrids"));
    }

    @Test
    void findsANameThatSaysNothing() {
        assertThat(broken()).anyMatch(line -> line.startsWith("Names say") && line.contains("GridHelper"));
    }

    @Test
    void findsSqlOutsideOfAdapters() {
        assertThat(broken()).anyMatch(line -> line.startsWith("Only adapters") && line.contains("GridHelper"));
    }

    @Test
    void findsFeaturesInACircle() {
        assertThat(broken()).anyMatch(line -> line.startsWith("Features do not go round"));
    }

    @Test
    void leavesOutWhatIsExemptForAReason() {
        // When
        List<String> broken = broken(new Exempt(SERVICE + ".grid.GridHelper", "shows that an exception works"));

        // Then
        assertThat(broken).isNotEmpty().noneMatch(line -> line.contains("GridHelper"));
    }

    @Test
    void findsAnExceptionThatNobodyNeeds() {
        assertThat(broken(new Exempt(SERVICE + ".Gone", "it was once")))
                .anyMatch(line -> line.contains("Gone is of no use"));
    }

    @ParameterizedTest
    @CsvSource({
        "Nothing random, DICE",
        "Nothing random, WORKERS",
        "The environment, getenv",
        "The environment, now",
        "Classes are not looked up, forName",
        "Classes are not looked up, ServiceLoader",
        "Nothing registers itself, NameResolverRegistry",
        "Nothing is serialized, ObjectOutputStream",
        "Texts and numbers, 'String.format(java.lang.String, [Ljava.lang.Object;)'",
        "Texts and numbers, toUpperCase",
        "Texts and numbers, NumberFormat.getInstance",
        "Jackson fills, BuildTime$Stored",
        "Jackson fills, BuildTime$Inner"
    })
    void findsWhatANativeExecutableWouldDoOtherwise(String rule, String where) {
        assertThat(broken()).anyMatch(line -> line.startsWith(rule) && line.contains(where));
    }

    @Test
    void findsAFileThatAnExecutableWouldNotHold(@TempDir Path resources) throws IOException {
        // Given
        Files.createDirectories(resources.resolve("rules"));
        Files.writeString(resources.resolve("rules/fire.json"), "{}");
        Files.writeString(resources.resolve("rules/fire.txt"), "");
        Files.writeString(
                resources.resolve("application.properties"), "quarkus.native.resources.includes=season/*,rules/*.json");

        // Then
        assertThat(NativeResources.missing(crooked, resources))
                .anyMatch(line -> line.contains("rules/fire.txt"))
                .noneMatch(line -> line.contains("rules/fire.json"));
    }

    @Test
    void theRuntimeKeepsThemToo() {
        // Given
        JavaClasses runtime = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.qipan.runtime");

        // When
        List<String> broken = NativeRules.rules().values().stream()
                .flatMap(rule -> rule.evaluate(runtime).getFailureReport().getDetails().stream())
                .toList();

        // Then
        assertThat(runtime).isNotEmpty();
        assertThat(broken).isEmpty();
    }
}
