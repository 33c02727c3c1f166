package io.qipan.ecology.peer;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import io.qipan.ecology.clue.TakeIncidentNews;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.runtime.follow.FollowedFeed;
import io.qipan.runtime.peer.Peer;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The incidents of dispatch-service; what becomes of those that were opened for a clue is handed on. */
@Singleton
class IncidentFeed implements FollowedFeed {
    private final Peer dispatch;
    private final TakeIncidentNews news;

    IncidentFeed(@Named("dispatch") Peer dispatch, TakeIncidentNews news) {
        this.dispatch = dispatch;
        this.news = news;
    }

    @Override
    public Peer peer() {
        return dispatch;
    }

    @Override
    public String service() {
        return "dispatch";
    }

    @Override
    public List<String> kinds() {
        return List.of("incidents");
    }

    @Override
    public Optional<Runnable> news(Any state) throws InvalidProtocolBufferException {
        if (!state.is(Incident.class)) {
            return Optional.empty();
        }
        Incident incident = state.unpack(Incident.class);
        return incident.getClue().isEmpty()
                ? Optional.empty()
                : Optional.of(() ->
                        news.take(incident.getClue(), IncidentWords.opened(incident), IncidentWords.result(incident)));
    }
}
