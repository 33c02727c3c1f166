package io.qipan.dispatch.followup;

/** The way to the telephones of callers. */
public interface Messages {

    /** Whether there is one. Without, nothing is ever handed over. */
    boolean areSent();

    /**
     * @param id the same whenever the same message is handed over again
     * @param number where it goes
     */
    record Message(String id, String number, String text) {}

    /** What the gateway said. */
    sealed interface Answer {

        record Taken() implements Answer {}

        /** It will never take this one. */
        record NotTaken(String reason) implements Answer {}
    }

    /**
     * Hands a message over; again changes nothing.
     *
     * @throws io.qipan.runtime.peer.PeerAway if it cannot be taken now
     */
    Answer hand(Message message);
}
