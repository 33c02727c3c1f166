package io.qipan.patrol.track;

import io.qipan.proto.patrol.v1.ExportTrackResponse;
import io.qipan.proto.patrol.v1.ExportTrackResponse.Totals;
import io.qipan.runtime.rpc.PatientStream;
import java.io.Writer;

/** Text that is sent in parts while it is written, no faster than the reader takes it. */
final class Parts extends Writer {
    private static final int PART = 32_768;

    private final PatientStream<ExportTrackResponse> reader;
    private final StringBuilder text = new StringBuilder();

    Parts(PatientStream<ExportTrackResponse> reader) {
        this.reader = reader;
    }

    boolean isGone() {
        return reader.isGone();
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
        reader.send(message.build(), () -> {});
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
