package io.qipan.runtime.follow;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import io.qipan.runtime.peer.Peer;
import java.util.List;
import java.util.Optional;

/** What this service follows of another one. A bean of this type is followed while the service runs, by each replica. */
public interface FollowedFeed {

    /** Where it is read. */
    Peer peer();

    /** Whose feed it is, in one word: how far it was read is kept under it, so that a service has at most one of each. */
    String service();

    /** The resources that are read, by the first word of their names: {@code sensorAlarms}. At least one. */
    List<String> kinds();

    /**
     * What a state calls for here; nothing if it concerns nobody. It is done in the unit of work that keeps how far was read:
     * when it throws, both are undone. It may be done again, by another replica at the same time, and also with an older state
     * than before, and must change nothing then. A refusal that says of the state itself that it cannot be taken has it passed
     * over; whatever else it throws keeps the feed waiting there until it passes.
     *
     * @throws InvalidProtocolBufferException if it cannot be read, which has it passed over as well
     */
    Optional<Runnable> news(Any state) throws InvalidProtocolBufferException;
}
