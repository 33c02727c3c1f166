package io.qipan.proto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AccessTest {

    private static final Path TABLE = Path.of("../docs/access.md");

    @Test
    void theTableForPeopleSaysWhatTheContractSays() throws IOException {
        // Given
        String now = AccessText.of(Contracts.descriptors());
        if (Boolean.getBoolean("contract.update")) {
            Files.writeString(TABLE, now);
        }

        // When
        String told = Files.readString(TABLE);

        // Then
        assertThat(told)
                .as("docs/access.md is older than the contract: ./mvnw -pl proto test -Dcontract.update=true")
                .isEqualTo(now);
    }
}
