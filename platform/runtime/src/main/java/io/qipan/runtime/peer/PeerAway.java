package io.qipan.runtime.peer;

/** The other service cannot help now. What was asked for may or may not have happened; ask again with the same request id. */
public final class PeerAway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PeerAway(String peer, Throwable cause) {
        super(peer + " cannot help now: " + cause.getMessage(), cause);
    }
}
