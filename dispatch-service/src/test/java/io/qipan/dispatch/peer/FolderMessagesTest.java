package io.qipan.dispatch.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.qipan.dispatch.followup.Messages;
import io.qipan.dispatch.followup.MessagesContract;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderMessagesTest extends MessagesContract {
    @TempDir
    Path above;

    private Path folder = Path.of("");
    private Messages messages = new FakeNothing();

    /** Until the folder is there. */
    private static final class FakeNothing implements Messages {
        @Override
        public boolean areSent() {
            return false;
        }

        @Override
        public Answer hand(Message message) {
            throw new IllegalStateException("Not set up yet");
        }
    }

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(above.resolve("out"));
        messages = new FolderMessages(folder);
    }

    @Override
    protected Messages messages() {
        return messages;
    }

    @Override
    protected void goAway() {
        move(folder, above.resolve("elsewhere"));
    }

    @Override
    protected void comeBack() {
        move(above.resolve("elsewhere"), folder);
    }

    private static void move(Path from, Path to) {
        try {
            Path ignored = Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected List<Messages.Message> taken() {
        return files().stream().map(FolderMessagesTest::read).toList();
    }

    private static Messages.Message read(Path file) {
        try {
            JsonObject json = new JsonObject(Files.readString(file));
            return new Messages.Message(json.getString("id"), json.getString("to"), json.getString("text"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_file_is_named_by_its_message_and_nothing_half_written_stays() {
        // Given
        Path file = folder.resolve(FIRST.id() + ".json");

        // When
        Messages.Answer answer = messages.hand(FIRST);

        // Then
        assertThat(answer).isEqualTo(new Messages.Answer.Taken());
        assertThat(files()).containsExactly(file);
    }

    @Test
    void a_folder_that_is_not_there_is_said_at_the_start() {
        // Given
        Path missing = above.resolve("missing");

        // When
        var refusal = assertThatIllegalStateException().isThrownBy(() -> new FolderMessages(missing));

        // Then
        refusal.withMessageContaining("QIPAN_DISPATCH_MESSAGES_FOLDER").withMessageContaining(missing.toString());
    }
}
