package io.qipan.ecology.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.procedure.ClockMessages;
import io.qipan.ecology.procedure.model.Clock;
import io.qipan.runtime.work.Tx;
import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.TestDatabase;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresCasesIT extends CasesContract {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime", "db/ecology");

    private final PostgresCases cases = new PostgresCases();

    @Override
    UnitOfWork unitOfWork() {
        return DATABASE.unitOfWork();
    }

    @Override
    Cases cases() {
        return cases;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "state = 'OPEN', next_deadline_at = null | case_file_open_has_deadline",
                "owner = '' | case_file_owner_check",
                "state = 'CLOSED', next_deadline_at = null | case_file_closed_has_reason",
                "state = 'CLOSED', next_deadline_at = null, closed_at = now(), close_reason = '' | case_file_close_reason_check",
                "closed_at = now() | case_file_closed_has_reason",
                "state = 'CLOSED', next_deadline_at = null, closed_at = now(), close_reason = 'a', criminal_open = true | case_file_closed_is_decided",
                "state = 'CLOSED', next_deadline_at = null, closed_at = now(), close_reason = 'a', penalty_pending = true | case_file_closed_is_decided",
                "latitude = null | case_file_point_whole"
            })
    void theDatabaseItselfKeepsOpenCasesFromBeingForgotten(String change, String constraint) {
        // Given
        givesBackEverythingThatItWasGiven();

        // When
        Throwable thrown = catchThrowable(() -> DATABASE.execute("update case_file set " + change));

        // Then
        assertThat(thrown).hasStackTraceContaining("\"" + constraint + "\"");
    }

    @Test
    void keepsTheStartOfAClockThatWasKeptWithoutOne() {
        // Given
        keepsAProcedureAndListsWhatIsOverdue();
        DATABASE.execute("update case_clock set started_at = null");

        // When
        DATABASE.unitOfWork().run("system:test", () -> {
            cases.list(new Cases.Filter(Optional.empty(), Optional.empty()), Optional.empty(), 10)
                    .forEach(cases::save);
            return true;
        });

        // Then
        assertThat(DATABASE.unitOfWork()
                        .<Integer>read(() -> Tx.current()
                                .query("select 1 from case_clock where started_at is null")
                                .size()))
                .isZero();
    }

    @Test
    void keepsARowOfANewerVersionWhoseWatchersAreNotKnown() {
        // Given
        keepsAProcedureAndListsWhatIsOverdue();
        DATABASE.execute("update case_clock set kind = 'NEWER', watchers = array['MAYOR']");

        // When
        DATABASE.unitOfWork().run("system:test", () -> {
            cases.list(new Cases.Filter(Optional.empty(), Optional.empty()), Optional.empty(), 10).stream()
                    .map(file -> file.with(newer(file)))
                    .forEach(cases::save);
            return true;
        });

        // Then
        assertThat(DATABASE.unitOfWork()
                        .<Integer>read(() -> Tx.current()
                                .query("select 1 from case_clock where kind = 'NEWER' and watchers = array['MAYOR']"
                                        + " and number = 1")
                                .size()))
                .isEqualTo(4);
    }

    private static Clock newer(CaseFile file) {
        return ClockMessages.clock(
                ClockMessages.message(file.name(), file.procedure().clocks().getFirst()).toBuilder()
                        .setKindValue(77)
                        .clearWatchers()
                        .addWatchersValue(8)
                        .build());
    }

    @Test
    void theDatabaseItselfAllowsOneOpenClockOfAKind() {
        // Given
        keepsAProcedureAndListsWhatIsOverdue();

        // When
        Throwable thrown = catchThrowable(
                () -> DATABASE.execute(
                        "insert into case_clock select case_id, 9, kind, state, due_at, duty, watchers, clock from case_clock limit 1"));

        // Then
        assertThat(thrown).hasStackTraceContaining("\"case_clock_one_open\"");
    }
}
