package io.qipan.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeProgramTest {

    @TempDir
    Path folder = Path.of("");

    private NativeProgram program = new NativeProgram(new Workspace(folder), new Replica(Service.PATROL, 2));
    private Path target = folder;

    @BeforeEach
    void checkout() throws IOException {
        program = new NativeProgram(new Workspace(folder), new Replica(Service.PATROL, 2));
        target = Files.createDirectories(folder.resolve("patrol-service/target"));
    }

    private void build(String name, String content) throws IOException {
        Path built = Files.writeString(target.resolve(name), content);
        Files.setPosixFilePermissions(built, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void aReplicaRunsACopyThatFollowsTheBuild() throws IOException {
        // Given
        build("qipan-patrol-service-0.1.0-runner", "first");
        Path first = program.copy();
        assertThat(first).hasContent("first").isExecutable();
        build("qipan-patrol-service-0.1.0-runner", "second");

        // When
        Path second = program.copy();

        // Then
        assertThat(second).isEqualTo(first).hasContent("second").isExecutable();
        assertThat(second.getFileName()).hasToString("patrol-service-2-runner");
    }

    @Test
    void whatWasNotBuiltIsRefusedWithHowToBuildIt() throws IOException {
        // Given
        Files.writeString(target.resolve("qipan-patrol-service-0.1.0.jar"), "");

        // Then
        assertThatThrownBy(program::copy)
                .isInstanceOf(UserError.class)
                .hasMessageContaining("holds no native executable")
                .hasMessageContaining("./mvnw -Dnative -Dmaven.test.skip=true -pl patrol-service -am package");
    }

    @Test
    void whichOfTwoIsNotGuessed() throws IOException {
        // Given
        build("qipan-patrol-service-0.1.0-runner", "old");
        build("qipan-patrol-service-0.2.0-runner", "new");

        // Then
        assertThatThrownBy(program::copy).isInstanceOf(UserError.class).hasMessageContaining("more than one");
    }
}
