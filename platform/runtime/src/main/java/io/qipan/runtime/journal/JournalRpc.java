package io.qipan.runtime.journal;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.proto.common.v1.JournalServiceGrpc;
import io.qipan.proto.common.v1.ListChangesRequest;
import io.qipan.proto.common.v1.ListChangesResponse;
import io.qipan.proto.common.v1.VerifyChainRequest;
import io.qipan.proto.common.v1.VerifyChainResponse;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import jakarta.inject.Singleton;
import java.util.List;

@Singleton
public class JournalRpc implements RpcService, JournalServiceGrpc.AsyncService {
    private static final int PAGE_SIZE = 100;

    private final FeedStore store;
    private final JournaledKinds kinds;
    private final ChainVerification verification;

    public JournalRpc(FeedStore store, JournaledKinds kinds) {
        this.store = store;
        this.kinds = kinds;
        this.verification = new ChainVerification(store);
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(JournalServiceGrpc.bindService(this));
    }

    @Override
    public void listChanges(ListChangesRequest request, StreamObserver<ListChangesResponse> observer) {
        Answer.unary(observer, () -> {
            Caller caller = Caller.current();
            kinds.checkReadable(caller, JournaledKinds.kindOf(request.getResource()));
            boolean withOrigin = caller.hasAny(Role.COMMANDER, Role.ENGINEER);
            Page page = Page.of(request.getPageSize(), PAGE_SIZE, request.getPageToken(), request.getResource());
            long after = page.after(Long::parseLong).orElse(0L);
            List<Sealed> changes = store.ofResource(request.getResource(), after, page.size() + 1);
            return ListChangesResponse.newBuilder()
                    .addAllChanges(page.cut(changes).stream()
                            .map(withOrigin ? Sealed::messageWithOrigin : Sealed::message)
                            .toList())
                    .setNextPageToken(page.next(changes, change -> Long.toString(change.revision())))
                    .build();
        });
    }

    @Override
    public void verifyChain(VerifyChainRequest request, StreamObserver<VerifyChainResponse> observer) {
        Answer.unary(
                observer, () -> verification.verify(Math.max(1, request.getFromRevision()), request.getToRevision()));
    }
}
