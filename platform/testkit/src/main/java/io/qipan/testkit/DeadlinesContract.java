package io.qipan.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.FakeDeadlines.Standing;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What all deadlines promise to the one who sets them. */
public abstract class DeadlinesContract {

    private static final Instant EIGHT = Instant.parse("2026-11-20T00:00:00Z");
    private static final Instant NINE = EIGHT.plusSeconds(3_600);

    protected abstract UnitOfWork unitOfWork();

    protected abstract Deadlines deadlines();

    /** What stands, the earliest first. */
    protected abstract List<Standing> standing();

    private void inOneUnit(Runnable work) {
        boolean ignored = unitOfWork().run("system:test", () -> {
            work.run();
            return true;
        });
    }

    @Test
    void standsUntilItIsLifted() {
        // Given
        inOneUnit(() -> deadlines().set("call.answer", "calls/1", EIGHT));
        inOneUnit(() -> deadlines().set("call.answer", "calls/2", NINE));

        // When
        inOneUnit(() -> deadlines().lift("call.answer", "calls/1"));

        // Then
        assertThat(standing()).containsExactly(new Standing("call.answer", "calls/2", NINE));
    }

    @Test
    void isMovedByBeingSetAgain() {
        // Given
        inOneUnit(() -> deadlines().set("call.answer", "calls/1", EIGHT));

        // When
        inOneUnit(() -> deadlines().set("call.answer", "calls/1", NINE));

        // Then
        assertThat(standing()).containsExactly(new Standing("call.answer", "calls/1", NINE));
    }

    @Test
    void isBroughtForwardAndNeverPutOff() {
        // Given
        inOneUnit(() -> {
            deadlines().set("call.answer", "calls/1", NINE);
            deadlines().set("call.answer", "calls/2", EIGHT);
        });

        // When
        inOneUnit(() -> {
            deadlines().bringForward("call.answer", "calls/1", EIGHT.plusSeconds(60));
            deadlines().bringForward("call.answer", "calls/2", NINE);
            deadlines().bringForward("call.answer", "calls/3", NINE);
        });

        // Then
        assertThat(standing())
                .containsExactly(
                        new Standing("call.answer", "calls/2", EIGHT),
                        new Standing("call.answer", "calls/1", EIGHT.plusSeconds(60)),
                        new Standing("call.answer", "calls/3", NINE));
    }

    @Test
    void standsBesideOnesOfOtherKinds() {
        // Given
        inOneUnit(() -> {
            deadlines().set("call.answer", "calls/1", EIGHT);
            deadlines().set("call.review", "calls/1", NINE);
        });

        // When
        inOneUnit(() -> deadlines().lift("call.answer", "calls/1"));

        // Then
        assertThat(standing()).containsExactly(new Standing("call.review", "calls/1", NINE));
    }

    @Test
    void areLiftedAllAtOnceForOneSubject() {
        // Given
        inOneUnit(() -> {
            deadlines().set("call.answer", "calls/1", EIGHT);
            deadlines().set("call.review", "calls/1", NINE);
            deadlines().set("call.review", "calls/2", NINE);
        });

        // When
        inOneUnit(() -> deadlines().liftAll("calls/1"));

        // Then
        assertThat(standing()).containsExactly(new Standing("call.review", "calls/2", NINE));
    }

    @Test
    void canBeLiftedWithoutStanding() {
        // When
        inOneUnit(() -> deadlines().lift("call.answer", "calls/1"));

        // Then
        assertThat(standing()).isEmpty();
    }
}
