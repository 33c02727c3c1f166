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
        ProcessRecord earlier = new ProcessRecord("me", now.pid(), now.startedAtTicks() - 1, now.boot());

        // When
        var found = earlier.alive();

        // Then
        assertThat(found).isEmpty();
    }

    @Test
    void aProcessOfAnEarlierBootIsNotTakenForIt() {
        // Given
        ProcessRecord now = ProcessRecord.of("me", ProcessHandle.current());
        ProcessRecord earlier = new ProcessRecord("me", now.pid(), now.startedAtTicks(), "another boot");

        // When
        var found = earlier.alive();

        // Then
        assertThat(found).isEmpty();
    }

    @Test
    void theStartIsReadBehindANameThatLooksLikeMoreFields() {
        // Given
        String stat = "42 (java) 7 (x) S 1 42 42 0 -1 4194304 1 2 3 4 5 6 7 8 20 0 30 0 987654 1 2 3\n";

        // When
        var start = ProcFiles.start(stat);

        // Then
        assertThat(start).hasValue(987654);
    }
}
