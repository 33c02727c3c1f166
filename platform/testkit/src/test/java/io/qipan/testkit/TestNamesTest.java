package io.qipan.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestNamesTest {

    @TempDir
    private Path tests;

    private void given(String name, String source) throws IOException {
        Files.writeString(tests.resolve(name), source);
    }

    @Test
    void a_class_whose_tests_the_build_does_not_find_is_told() throws IOException {
        // Given
        given("RouteSpec.java", "class RouteSpec {\n    @Property\n    void holds() {}\n}\n");
        given("RouteTest.java", "class RouteTest {\n    @Test\n    void holds() {}\n}\n");
        given("RouteProperty.java", "class RouteProperty {\n    @Property\n    void holds() {}\n}\n");
        given("RoutesContract.java", "abstract class RoutesContract {\n    @Test\n    void holds() {}\n}\n");
        given("FakeRoutes.java", "/** Beside the {@code @Test} it serves. */\nclass FakeRoutes {}\n");

        // When
        List<String> told = TestNames.neverRun(tests);

        // Then
        assertThat(told).singleElement().asString().contains("RouteSpec.java");
    }
}
