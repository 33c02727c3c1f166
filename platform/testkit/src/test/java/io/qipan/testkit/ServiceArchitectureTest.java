package io.qipan.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.qipan.testkit.ServiceArchitecture.Exempt;
import java.util.List;
import org.junit.jupiter.api.Test;

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
}
