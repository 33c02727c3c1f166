package io.qipan.ecology.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.protobuf.ByteString;
import io.grpc.stub.ServerCallStreamObserver;
import io.qipan.proto.ecology.v1.EvidenceHeader;
import io.qipan.proto.ecology.v1.UploadEvidenceRequest;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.RefusedException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UploadStreamTest {
    private static final Duration PATIENCE = Duration.ofMillis(300);

    /** Somebody who sends whatever is asked for, one byte at a time, and never ends. */
    private static final class Trickle extends ServerCallStreamObserver<Object> {
        private int asked;

        @Override
        public void request(int count) {
            asked += count;
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setOnCancelHandler(Runnable handler) {}

        @Override
        public void setOnCloseHandler(Runnable handler) {}

        @Override
        public void setOnReadyHandler(Runnable handler) {}

        @Override
        public void setCompression(String compression) {}

        @Override
        public void disableAutoInboundFlowControl() {}

        @Override
        public void disableAutoRequest() {}

        @Override
        public void setMessageCompression(boolean enable) {}

        @Override
        public void onNext(Object value) {}

        @Override
        public void onError(Throwable cause) {}

        @Override
        public void onCompleted() {}
    }

    private static UploadEvidenceRequest bytes(int count) {
        return UploadEvidenceRequest.newBuilder()
                .setChunk(ByteString.copyFrom(new byte[count]))
                .build();
    }

    @Test
    void aSenderWhoTricklesIsSentAwayHoweverManyMessagesCome() {
        // Given
        Trickle sender = new Trickle();
        UploadStream stream = new UploadStream(sender, PATIENCE);
        stream.open();
        stream.onNext(UploadEvidenceRequest.newBuilder()
                .setHeader(EvidenceHeader.getDefaultInstance())
                .build());
        RefusedException refused;
        try (ScheduledExecutorService trickle = Executors.newSingleThreadScheduledExecutor()) {
            var ignored = trickle.scheduleAtFixedRate(() -> stream.onNext(bytes(1)), 10, 10, TimeUnit.MILLISECONDS);

            // When
            refused = assertTimeoutPreemptively(
                    Duration.ofSeconds(20), () -> catchThrowableOfType(RefusedException.class, () -> readAll(stream)));
            trickle.shutdownNow();
        }

        // Then
        assertThat(refused.refusal().reason()).isEqualTo(Reason.DEADLINE_PASSED);
        assertThat(sender.asked).isGreaterThan(2);
    }

    private static void readAll(UploadStream stream) throws InterruptedException {
        while (stream.next().isPresent()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aSenderWhoSendsEnoughMaySendForLong() throws InterruptedException {
        // Given
        UploadStream stream = new UploadStream(new Trickle(), PATIENCE);
        stream.open();
        long start = System.nanoTime();

        // When
        while (System.nanoTime() - start < PATIENCE.multipliedBy(2).toNanos()) {
            stream.onNext(bytes(1 << 16));
            assertThat(stream.nextChunk()).isPresent();
        }

        // Then
        stream.onCompleted();
        assertThat(stream.next()).isEmpty();
    }

    @Test
    void aServiceThatGoesDownSaysSo() {
        // Given
        UploadStream stream = new UploadStream(new Trickle(), PATIENCE);
        stream.open();

        // When
        stream.end();

        // Then
        assertThatThrownBy(stream::next)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal().reason()).isEqualTo(Reason.SHUTTING_DOWN));
    }
}
