package io.qipan.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessRecordTest {

    @Test
    void aProcessIsFoundAgain() {
        // Given
        ProcessRecord record = ProcessRecord.of("me", ProcessHandle.current());

        // When
        var found = record.alive();

        // Then
        assertThat(found).contains(ProcessHandle.current());
    }

    @Test
    void anotherProcessWithTheSamePidIsNotTakenForIt() {
        // Given
        ProcessRecord now = ProcessRecord.of("me", ProcessHandle.current());
        ProcessRecord earlier = new ProcessRecord("me", now.pid(), now.startedAtMillis() - 60_000);

        // When
        var found = earlier.alive();

        // Then
        assertThat(found).isEmpty();
    }
}
