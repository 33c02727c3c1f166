package io.qipan.patrol.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.stub.ServerCallStreamObserver;
import io.qipan.proto.patrol.v1.ExportTrackResponse;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.RefusedException;
import io.qipan.runtime.rpc.PatientStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PartsTest {

    /** Takes so many parts, and then nothing. */
    private static final class Reader extends ServerCallStreamObserver<ExportTrackResponse> {
        private final List<ExportTrackResponse> taken = new ArrayList<>();
        private final int most;

        Reader(int most) {
            this.most = most;
        }

        @Override
        public boolean isReady() {
            return taken.size() < most;
        }

        @Override
        public void onNext(ExportTrackResponse part) {
            taken.add(part);
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public void setOnCancelHandler(Runnable handler) {}

        @Override
        public void setOnReadyHandler(Runnable handler) {}

        @Override
        public void setCompression(String compression) {}

        @Override
        public void disableAutoInboundFlowControl() {}

        @Override
        public void request(int count) {}

        @Override
        public void setMessageCompression(boolean enable) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {}
    }

    private static Parts parts(Reader reader) {
        Parts parts = new Parts(new PatientStream<>(reader, Duration.ofMillis(20), "Export again, and read."));
        parts.write("x".repeat(100_000).toCharArray(), 0, 100_000);
        return parts;
    }

    @Test
    @Timeout(10)
    void a_reader_that_takes_nothing_is_sent_away() {
        // Given
        Reader reader = new Reader(2);
        Parts parts = parts(reader);

        // When
        RefusedException refused = catchThrowableOfType(RefusedException.class, parts::sendWhatIsEnough);

        // Then
        assertThat(refused.refusal().reason()).isEqualTo(Reason.WATCHER_TOO_SLOW);
        assertThat(refused.refusal().message()).contains("PT0.02S", "Export again");
        assertThat(reader.taken).hasSize(2);
    }

    @Test
    void a_reader_that_reads_gets_all() throws Exception {
        // Given
        Reader reader = new Reader(Integer.MAX_VALUE);

        // When
        parts(reader).sendRest(7, 3);

        // Then
        assertThat(reader.taken.stream()
                        .mapToInt(part -> part.getPart().length())
                        .sum())
                .isEqualTo(100_000);
        assertThat(reader.taken.getLast().getTotals().getFixes()).isEqualTo(7);
    }
}
