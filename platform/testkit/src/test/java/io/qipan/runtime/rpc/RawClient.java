package io.qipan.runtime.rpc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client that does what no library does: it sends bytes as slowly as it likes, and reads when it likes. */
public final class RawClient implements AutoCloseable {
    private final Socket socket;

    /** Connects to this port of this machine. */
    public RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
    }

    public void send(String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** Sends one byte after the other, with a pause after each; whether the other side hung up before the last. */
    public boolean isHungUpOnWhileDripping(String text, Duration pause) {
        try {
            socket.setSoTimeout((int) pause.toMillis());
            for (char next : text.toCharArray()) {
                send(String.valueOf(next));
                if (hearsTheEnd()) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private boolean hearsTheEnd() throws IOException {
        try {
            int heard = socket.getInputStream().read();
            while (heard >= 0) {
                heard = socket.getInputStream().read();
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    /** Everything that comes until the other side hangs up, or says nothing for so long. */
    public String received(Duration silence) throws IOException {
        socket.setSoTimeout((int) silence.toMillis());
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            for (int next = socket.getInputStream().read();
                    next >= 0;
                    next = socket.getInputStream().read()) {
                all.write(next);
            }
        } catch (SocketTimeoutException e) {
            return all.toString(StandardCharsets.ISO_8859_1);
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
