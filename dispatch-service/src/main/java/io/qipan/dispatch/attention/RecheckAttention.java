package io.qipan.dispatch.attention;

import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** Has that looked at which is open about something of another service, of which the journal here does not tell. */
@Singleton
public class RecheckAttention {
    private final Attentions attentions;
    private final InstantSource clock;

    RecheckAttention(Attentions attentions, InstantSource clock) {
        this.attentions = attentions;
        this.clock = clock;
    }

    /** After a change, in its unit of work, that may have ended the cause. */
    public void recheck(String resource) {
        attentions.lookAgain(Set.of(resource), List.of(), Times.now(clock));
    }
}
