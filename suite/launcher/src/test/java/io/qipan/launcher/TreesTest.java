package io.qipan.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreesTest {

    @TempDir
    Path folder = Path.of("");

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        Files.setLastModifiedTime(path, FileTime.from(Instant.parse("2026-11-20T02:00:00Z")));
    }

    private TreeMap<String, String> content(String root) throws IOException {
        TreeMap<String, String> content = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder.resolve(root))) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                content.put(folder.resolve(root).relativize(path).toString(), Files.readString(path));
            }
        }
        return content;
    }

    @Test
    void a_mirror_holds_what_is_new_or_changed_and_nothing_that_is_gone() throws IOException {
        // Given
        write("built/lib/a.jar", "changed since");
        write("built/lib/b.jar", "new");
        write("copy/lib/a.jar", "as it was");
        write("copy/app/gone.jar", "gone");

        // When
        Trees.mirror(folder.resolve("built"), folder.resolve("copy"));

        // Then
        assertThat(content("copy")).isEqualTo(content("built"));
        assertThat(folder.resolve("copy/app")).doesNotExist();
    }

    @Test
    void a_file_of_the_same_size_and_time_is_not_copied_again() throws IOException {
        // Given
        write("built/a.jar", "one");
        write("copy/a.jar", "two");

        // When
        Trees.mirror(folder.resolve("built"), folder.resolve("copy"));

        // Then
        assertThat(content("copy")).containsEntry("a.jar", "two");
    }
}
