package io.qipan.dispatch.command;

import java.time.Instant;
import java.util.Map;

/** Which units have a crew on duty, as patrol-service knows. */
public interface Crews {

    /** Since when the crew of each unit is on duty. Ends with {@link io.qipan.runtime.peer.PeerAway} if nobody can say now. */
    Map<String, Instant> onDutySince();
}
