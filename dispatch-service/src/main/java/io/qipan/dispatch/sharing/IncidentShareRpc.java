package io.qipan.dispatch.sharing;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.IncidentShareId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.sharing.model.IncidentShare;
import io.qipan.proto.dispatch.v1.EndIncidentShareRequest;
import io.qipan.proto.dispatch.v1.EndIncidentShareResponse;
import io.qipan.proto.dispatch.v1.ExtendIncidentShareRequest;
import io.qipan.proto.dispatch.v1.ExtendIncidentShareResponse;
import io.qipan.proto.dispatch.v1.GetIncidentShareRequest;
import io.qipan.proto.dispatch.v1.GetIncidentShareResponse;
import io.qipan.proto.dispatch.v1.IncidentShareServiceGrpc;
import io.qipan.proto.dispatch.v1.ListIncidentSharesRequest;
import io.qipan.proto.dispatch.v1.ListIncidentSharesResponse;
import io.qipan.proto.dispatch.v1.ShareIncidentRequest;
import io.qipan.proto.dispatch.v1.ShareIncidentResponse;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

@Singleton
public class IncidentShareRpc implements RpcService, IncidentShareServiceGrpc.AsyncService {
    private static final int USUAL_PAGE = 50;
    /** Each comes with its incident. */
    private static final int MOST_SHARES = 100;
    /** Who reads all of them; whoever else comes is another agency and reads its own. */
    private static final Role[] OURS = {Role.CALL_TAKER, Role.DISPATCHER, Role.COMMANDER, Role.ENGINEER, Role.SERVICE};

    private final UnitOfWork unitOfWork;
    private final ShareIncident shareIncident;
    private final ChangeShare change;
    private final IncidentShares shares;
    private final IncidentRecords incidents;
    private final InstantSource clock;

    public IncidentShareRpc(
            UnitOfWork unitOfWork,
            ShareIncident shareIncident,
            ChangeShare change,
            IncidentShares shares,
            IncidentRecords incidents,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.shareIncident = shareIncident;
        this.change = change;
        this.shares = shares;
        this.incidents = incidents;
        this.clock = clock;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(IncidentShareServiceGrpc.bindService(this));
    }

    @Override
    public void shareIncident(ShareIncidentRequest request, StreamObserver<ShareIncidentResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        ShareIncidentResponse.parser(),
                        () -> ShareIncidentResponse.newBuilder()
                                .setShare(shareIncident.share(request, Caller.current()))
                                .build()));
    }

    @Override
    public void extendIncidentShare(
            ExtendIncidentShareRequest request, StreamObserver<ExtendIncidentShareResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        ExtendIncidentShareResponse.parser(),
                        () -> ExtendIncidentShareResponse.newBuilder()
                                .setShare(change.extend(request))
                                .build()));
    }

    @Override
    public void endIncidentShare(EndIncidentShareRequest request, StreamObserver<EndIncidentShareResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        EndIncidentShareResponse.parser(),
                        () -> EndIncidentShareResponse.newBuilder()
                                .setShare(change.end(request, Caller.current()))
                                .build()));
    }

    @Override
    public void getIncidentShare(GetIncidentShareRequest request, StreamObserver<GetIncidentShareResponse> observer) {
        Answer.unary(observer, () -> {
            Optional<String> own = own(Caller.current());
            return unitOfWork.read(() -> shares.find(IncidentShareId.parse(request.getName()))
                    .filter(share -> own.isEmpty() || own.get().equals(share.agency()))
                    .map(share -> GetIncidentShareResponse.newBuilder()
                            .setShare(message(share, own))
                            .build())
                    .orElseThrow(() -> Refusal.notFound(request.getName()).asException()));
        });
    }

    @Override
    public void listIncidentShares(
            ListIncidentSharesRequest request, StreamObserver<ListIncidentSharesResponse> observer) {
        Answer.unary(observer, () -> {
            Optional<String> own = own(Caller.current());
            Page page = Page.of(
                    Math.min(request.getPageSize(), MOST_SHARES),
                    USUAL_PAGE,
                    request.getPageToken(),
                    "incident shares " + request.getInForceOnly() + request.getOptionalIncident() + own.orElse(""));
            IncidentShares.Filter filter = new IncidentShares.Filter(
                    Optional.of(request.getOptionalIncident())
                            .filter(name -> !name.isEmpty())
                            .map(IncidentId::parse),
                    own,
                    request.getInForceOnly() ? Optional.of(Times.now(clock)) : Optional.empty());
            return unitOfWork.read(() -> {
                List<IncidentShare> found = shares.list(filter, page.after(IncidentShareId::parse), page.size() + 1);
                return ListIncidentSharesResponse.newBuilder()
                        .addAllShares(page.cut(found).stream()
                                .map(share -> message(share, own))
                                .toList())
                        .setNextPageToken(page.next(found, share -> share.id().name()))
                        .build();
            });
        });
    }

    private io.qipan.proto.dispatch.v1.IncidentShare message(IncidentShare share, Optional<String> own) {
        Instant now = Times.now(clock);
        Incident incident = incidents.get(share.incident());
        return own.isPresent() ? ShareMessages.message(share, incident, now) : ShareMessages.ours(share, incident, now);
    }

    /** The agency whose shares alone the caller reads; empty if it reads all. */
    private static Optional<String> own(Caller caller) {
        if (caller.hasAny(OURS)) {
            return Optional.empty();
        }
        return Optional.of(caller.agency()
                .orElseThrow(
                        () -> Refusal.of(Reason.ACCESS_DENIED, caller.subject() + " belongs to no agency by its token.")
                                .asException()));
    }
}
