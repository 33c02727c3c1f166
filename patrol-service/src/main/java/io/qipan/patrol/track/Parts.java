package io.qipan.patrol.track;

import io.grpc.stub.ServerCallStreamObserver;
import io.qipan.proto.patrol.v1.ExportTrackResponse;
import io.qipan.proto.patrol.v1.ExportTrackResponse.Totals;
import java.io.Writer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Text that is sent in parts while it is written, no faster than the reader takes it. */
final class Parts extends Writer {
    private static final int PART = 32_768;
    /** The ready signal can come before the wait for it begins, so never rely on it alone. */
    private static final long LOOK_AGAIN_MS = 100;

    private final ServerCallStreamObserver<ExportTrackResponse> reader;
    private final Semaphore readerMoved = new Semaphore(0);
    private final StringBuilder text = new StringBuilder();

    Parts(ServerCallStreamObserver<ExportTrackResponse> reader) {
        this.reader = reader;
        reader.setOnReadyHandler(readerMoved::release);
        reader.setOnCancelHandler(readerMoved::release);
    }

    boolean isGone() {
        return reader.isCancelled();
    }

    @Override
    public void write(char[] characters, int offset, int length) {
        text.append(characters, offset, length);
    }

    /** Sends what is enough for parts; waits until the reader has taken the ones before. */
    void sendWhatIsEnough() throws InterruptedException {
        while (text.length() >= PART) {
            int end = Character.isHighSurrogate(text.charAt(PART - 1)) ? PART - 1 : PART;
            send(ExportTrackResponse.newBuilder().setPart(text.substring(0, end)));
            text.delete(0, end);
        }
    }

    void sendRest(long fixes, long written) throws InterruptedException {
        sendWhatIsEnough();
        send(ExportTrackResponse.newBuilder()
                .setPart(text.toString())
                .setTotals(Totals.newBuilder().setFixes(fixes).setWritten(written)));
        text.setLength(0);
    }

    private void send(ExportTrackResponse.Builder message) throws InterruptedException {
        while (!reader.isReady() && !reader.isCancelled()) {
            boolean ignored = readerMoved.tryAcquire(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS);
            readerMoved.drainPermits();
        }
        if (!reader.isCancelled()) {
            reader.onNext(message.build());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
