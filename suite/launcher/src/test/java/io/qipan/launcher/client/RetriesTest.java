package io.qipan.launcher.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.rpc.Code;
import io.grpc.Status;
import io.qipan.launcher.UserError;
import io.qipan.launcher.fake.FakeRefusal;
import io.qipan.proto.common.v1.ErrorReason;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RetriesTest {

    private final Retries retries = new Retries(Duration.ofSeconds(5));
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void aServiceThatComesBackIsAskedAgain() {
        // Given
        int away = 2;

        // When
        String answer = retries.call(() -> {
            if (calls.incrementAndGet() <= away) {
                throw Status.UNAVAILABLE.asRuntimeException();
            }
            return "here";
        });

        // Then
        assertThat(answer).isEqualTo("here");
        assertThat(retries.count()).isEqualTo(2);
    }

    @Test
    void whoCallsTooFastComesBackWhenItIsTold() {
        // Given
        RuntimeException tooFast = FakeRefusal.of(
                Code.RESOURCE_EXHAUSTED, ErrorReason.QUOTA_EXCEEDED, Map.of("of", "caller"), Duration.ofMillis(300));
        long begun = System.nanoTime();

        // When
        String answer = retries.call(() -> {
            if (calls.incrementAndGet() == 1) {
                throw tooFast;
            }
            return "served";
        });

        // Then
        assertThat(answer).isEqualTo("served");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void aMessageThatTheTransportCannotTakeIsNotSentAgain() {
        // Given
        RuntimeException tooLarge = Status.RESOURCE_EXHAUSTED
                .withDescription("gRPC message exceeds maximum size 8388608: 9000000")
                .asRuntimeException();

        // When
        Throwable failure = catchThrowable(() -> retries.call(() -> {
            calls.incrementAndGet();
            throw tooLarge;
        }));

        // Then
        assertThat(failure).isSameAs(tooLarge);
        assertThat(calls).hasValue(1);
    }

    @Test
    void aDecisionIsNotAskedForAgain() {
        // Given
        RuntimeException stale = FakeRefusal.of(Code.ABORTED, ErrorReason.STALE_ETAG, Map.of());

        // When
        Throwable failure = catchThrowable(() -> retries.call(() -> {
            calls.incrementAndGet();
            throw stale;
        }));

        // Then
        assertThat(failure).isSameAs(stale);
        assertThat(calls).hasValue(1);
    }

    @Test
    void aLostRaceInTheDatabaseIsRunAgainAtOnce() {
        // Given
        RuntimeException lost = FakeRefusal.of(Code.ABORTED, ErrorReason.CONCURRENT_CHANGE, Map.of());

        // When
        String answer = retries.call(() -> {
            if (calls.incrementAndGet() == 1) {
                throw lost;
            }
            return "won";
        });

        // Then
        assertThat(answer).isEqualTo("won");
    }

    @Test
    void patienceEndsWithASentence() {
        // Given
        Retries impatient = new Retries(Duration.ofMillis(100));

        // When
        Throwable failure = catchThrowable(() -> impatient.call(() -> {
            throw Status.UNAVAILABLE.withDescription("nobody there").asRuntimeException();
        }));

        // Then
        assertThat(failure).isInstanceOf(UserError.class).hasMessageContaining("nobody there");
    }

    @Test
    void theSameWordsGiveTheSameIdAndOthersAnother() {
        // Given
        String id = RequestId.of("replay", "row", "0");

        // When
        String again = RequestId.of("replay", "row", "0");

        // Then
        assertThat(again).isEqualTo(id).matches("[0-9a-f]{8}-[0-9a-f]{4}-3[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(RequestId.of("replay", "row", "1")).isNotEqualTo(id);
    }
}
