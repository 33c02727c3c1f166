package io.qipan.ecology.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.qipan.ecology.evidence.EvidenceFiles.Incoming;
import io.qipan.ecology.evidence.model.Content;
import io.qipan.ecology.evidence.model.ContentState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderFilesTest {
    /** SHA-256 of "abc", FIPS 180-2 appendix B.1. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path folder = Path.of("");

    private FolderFiles files = new FolderFiles(Path.of(""));

    @BeforeEach
    void open() {
        files = new FolderFiles(folder);
    }

    private Content kept(String... parts) {
        try (Incoming incoming = files.begin()) {
            for (String part : parts) {
                incoming.write(ByteBuffer.wrap(part.getBytes(StandardCharsets.UTF_8)));
            }
            return incoming.keep(Optional.empty());
        }
    }

    private List<Path> stored() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void keepsAFileUnderTheHashOfItsContentOnce() throws IOException {
        // When
        Content content = kept("a", "bc");

        // Then
        assertThat(content).isEqualTo(new Content(ABC, 3));
        assertThat(kept("abc")).isEqualTo(content);
        assertThat(stored()).containsExactly(folder.resolve("ba").resolve(ABC));
        assertThat(files.check(content)).isEqualTo(ContentState.INTACT);
        assertThat(StandardCharsets.UTF_8.decode(files.read(content, 1, 10)).toString())
                .isEqualTo("bc");
        assertThat(files.read(content, 3, 10).remaining()).isZero();
    }

    @Test
    void leavesNothingOfAFileThatWasNotKept() throws IOException {
        // When
        try (Incoming incoming = files.begin()) {
            incoming.write(ByteBuffer.wrap(new byte[100]));
        }

        // Then
        assertThat(stored()).isEmpty();
    }

    @Test
    void refusesWhatTheSenderHasCountedOtherwise() throws IOException {
        // When
        Throwable thrown = catchThrowable(() -> {
            try (Incoming incoming = files.begin()) {
                incoming.write(ByteBuffer.wrap("abd".getBytes(StandardCharsets.UTF_8)));
                Content ignored = incoming.keep(Optional.of(ABC));
            }
        });

        // Then
        assertThat(thrown).hasMessageContaining("the header says " + ABC);
        assertThat(stored()).isEmpty();
    }

    @Test
    void tellsOfDamageAndLoss() throws IOException {
        // Given
        Content content = kept("abc");
        Path file = folder.resolve("ba").resolve(ABC);

        // When
        Files.writeString(file, "abd");

        // Then
        assertThat(files.check(content)).isEqualTo(ContentState.DAMAGED);
        Files.delete(file);
        assertThat(files.check(content)).isEqualTo(ContentState.MISSING);
        assertThat(kept("abc")).isEqualTo(content);
        assertThat(files.check(content)).isEqualTo(ContentState.INTACT);
    }
}
