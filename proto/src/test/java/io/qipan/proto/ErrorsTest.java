package io.qipan.proto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ErrorsTest {

    private static final Path TABLE = Path.of("../docs/errors.md");

    @Test
    void theTableForPeopleSaysWhatTheContractSays() throws IOException {
        // Given
        String now = ErrorsText.now();
        if (Boolean.getBoolean("contract.update")) {
            Files.writeString(TABLE, now);
        }

        // When
        String told = Files.readString(TABLE);

        // Then
        assertThat(told)
                .as("docs/errors.md is older than error_reason.proto: ./mvnw -pl proto test -Dcontract.update=true")
                .isEqualTo(now);
    }
}
