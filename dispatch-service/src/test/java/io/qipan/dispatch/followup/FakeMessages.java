package io.qipan.dispatch.followup;

import io.qipan.runtime.peer.PeerAway;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A gateway in memory that does as a test commands; not set up until the test says so. */
public final class FakeMessages implements Messages {
    public final Map<String, Message> taken = new LinkedHashMap<>();
    public boolean isSetUp;
    public boolean away;
    public boolean losesAnswers;
    public boolean refuses;
    public int handedOver;
    public Runnable whileTaking = () -> {};

    @Override
    public boolean areSent() {
        return isSetUp;
    }

    @Override
    public Answer hand(Message message) {
        handedOver++;
        if (away) {
            throw gone();
        }
        if (refuses) {
            return new Answer.NotTaken("No such number");
        }
        taken.putIfAbsent(message.id(), message);
        whileTaking.run();
        if (losesAnswers) {
            throw gone();
        }
        return new Answer.Taken();
    }

    private static PeerAway gone() {
        return new PeerAway("The gateway", new IOException("reset"));
    }
}
