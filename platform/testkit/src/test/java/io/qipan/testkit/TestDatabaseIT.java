package io.qipan.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.qipan.runtime.journal.PostgresJournal;
import io.qipan.runtime.work.Tx;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;

class TestDatabaseIT {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime");

    @RepeatedTest(2)
    void startsEveryTestWithEmptyTables() {
        // Given
        PostgresJournal journal = new PostgresJournal(TestClock.standing());

        // When
        long rows = DATABASE.unitOfWork().run("system:test", () -> {
            journal.append("calls/1", "call.taken", TestClock.standing().instant(), "", Timestamp.getDefaultInstance());
            return Tx.current()
                    .query("select position from journal")
                    .iterator()
                    .next()
                    .getLong(0);
        });

        // Then
        assertThat(rows).isEqualTo(1);
    }
}
