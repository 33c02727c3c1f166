package io.qipan.runtime.journal;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.qipan.proto.common.v1.WatchRequest;
import io.qipan.proto.common.v1.WatchResponse;
import io.qipan.proto.common.v1.WatchServiceGrpc;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.Proof;
import io.qipan.runtime.journal.Watcher.Pace;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

@Singleton
public class WatchRpc implements RpcService, WatchServiceGrpc.AsyncService {
    /** Revisions that a token may be behind; for more, listing again costs less. */
    static final long REPLAY_LIMIT = 1_000_000;

    private final Feed feed;
    private final FeedStore store;
    private final JournaledKinds kinds;
    private final InstantSource clock;
    private final Pace pace;

    @Inject
    public WatchRpc(Feed feed, FeedStore store, JournaledKinds kinds, InstantSource clock) {
        this(feed, store, kinds, clock, Pace.USUAL);
    }

    WatchRpc(Feed feed, FeedStore store, JournaledKinds kinds, InstantSource clock, Pace pace) {
        this.feed = feed;
        this.store = store;
        this.kinds = kinds;
        this.clock = clock;
        this.pace = pace;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(WatchServiceGrpc.bindService(this));
    }

    @Override
    public void watch(WatchRequest request, StreamObserver<WatchResponse> observer) {
        ServerCallStreamObserver<WatchResponse> reader = (ServerCallStreamObserver<WatchResponse>) observer;
        Admission admission = new Admission(feed, Caller.current(), Proof.current(), clock);
        Outlet outlet = new Outlet(reader, pace, admission);
        Answer.stream(reader, () -> {
            Selection selection = Selection.of(request, Caller.current(), kinds);
            ResumeToken from = start(request);
            boolean initialState = from.inInitialState()
                    || (request.getSendInitialState()
                            && request.getOptionalResumeToken().isEmpty());
            if (initialState && selection.isPartial()) {
                throw noInitialState().asException();
            }
            new Watcher(feed, store, selection, admission, outlet).run(from, initialState);
        });
    }

    /** It would read the resources of all for each, a thousand times over when a thousand units come back. */
    private static Refusal noInitialState() {
        return Refusal.of(
                        Reason.INVALID_FIELD,
                        "Who watches its own resources only is sent no initial state: watch first, then list them.")
                .withViolations(List.of(new Refusal.Violation("send_initial_state", "is not for a unit or an agency")));
    }

    private ResumeToken start(WatchRequest request) {
        String given = request.getOptionalResumeToken();
        long head = feed.head();
        if (given.isEmpty()) {
            return new ResumeToken(feed.source(), head, "");
        }
        ResumeToken token = ResumeToken.parse(given, feed.source());
        // Another replica may know more than this one; the database knows all. Beyond that lies only a history that was
        // undone.
        if (token.revision() < 0
                || (token.revision() > head && token.revision() > store.head().revision())) {
            throw ResumeToken.invalid(given).asException();
        }
        if (head - token.revision() > REPLAY_LIMIT) {
            throw Refusal.of(
                            Reason.RESUME_TOKEN_EXPIRED,
                            "The resume token is " + (head - token.revision()) + " changes old, at most " + REPLAY_LIMIT
                                    + " are replayed. Start again with send_initial_state.")
                    .with("oldest", Long.toString(head - REPLAY_LIMIT))
                    .asException();
        }
        return token;
    }
}
