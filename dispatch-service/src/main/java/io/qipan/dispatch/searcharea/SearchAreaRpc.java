package io.qipan.dispatch.searcharea;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.SearchAreaId;
import io.qipan.dispatch.searcharea.model.SearchArea;
import io.qipan.dispatch.searcharea.model.SearchArea.Drawn;
import io.qipan.dispatch.searcharea.model.SearchAreaState.Open;
import io.qipan.dispatch.searcharea.model.SearchAreaState.Over;
import io.qipan.dispatch.searcharea.model.SearchMap;
import io.qipan.proto.dispatch.v1.AddSearchFactRequest;
import io.qipan.proto.dispatch.v1.AddSearchFactResponse;
import io.qipan.proto.dispatch.v1.ConcludeSearchAreaRequest;
import io.qipan.proto.dispatch.v1.ConcludeSearchAreaResponse;
import io.qipan.proto.dispatch.v1.GetSearchAreaRequest;
import io.qipan.proto.dispatch.v1.GetSearchAreaResponse;
import io.qipan.proto.dispatch.v1.ListSearchAreasRequest;
import io.qipan.proto.dispatch.v1.ListSearchAreasResponse;
import io.qipan.proto.dispatch.v1.OpenSearchAreaRequest;
import io.qipan.proto.dispatch.v1.OpenSearchAreaResponse;
import io.qipan.proto.dispatch.v1.RevokeSearchFactRequest;
import io.qipan.proto.dispatch.v1.RevokeSearchFactResponse;
import io.qipan.proto.dispatch.v1.SearchAreaServiceGrpc;
import io.qipan.proto.dispatch.v1.SearchEstimate;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.refusal.Decision;
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
class SearchAreaRpc implements RpcService, SearchAreaServiceGrpc.AsyncService {
    private static final int USUAL_PAGE = 50;

    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final OpenSearchArea open;
    private final WorkSearchArea work;
    private final ConcludeSearchArea conclude;
    private final SearchAreas areas;

    SearchAreaRpc(
            UnitOfWork unitOfWork,
            InstantSource clock,
            OpenSearchArea open,
            WorkSearchArea work,
            ConcludeSearchArea conclude,
            SearchAreas areas) {
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.open = open;
        this.work = work;
        this.conclude = conclude;
        this.areas = areas;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(SearchAreaServiceGrpc.bindService(this));
    }

    @Override
    public void openSearchArea(OpenSearchAreaRequest request, StreamObserver<OpenSearchAreaResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), OpenSearchAreaResponse.parser(), () -> {
                    Drawn opened = open.open(request, Caller.current());
                    return OpenSearchAreaResponse.newBuilder()
                            .setSearchArea(SearchAreaMessages.message(opened.area()))
                            .setEstimate(SearchAreaMessages.estimate(opened.map()))
                            .build();
                }));
    }

    @Override
    public void addSearchFact(AddSearchFactRequest request, StreamObserver<AddSearchFactResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), AddSearchFactResponse.parser(), () -> {
                    Drawn told = work.tell(request, Caller.current());
                    return AddSearchFactResponse.newBuilder()
                            .setSearchArea(SearchAreaMessages.message(told.area()))
                            .setEstimate(SearchAreaMessages.estimate(told.map()))
                            .build();
                }));
    }

    @Override
    public void revokeSearchFact(RevokeSearchFactRequest request, StreamObserver<RevokeSearchFactResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), RevokeSearchFactResponse.parser(), () -> {
                    Drawn left = work.revoke(request, Caller.current());
                    return RevokeSearchFactResponse.newBuilder()
                            .setSearchArea(SearchAreaMessages.message(left.area()))
                            .setEstimate(SearchAreaMessages.estimate(left.map()))
                            .build();
                }));
    }

    @Override
    public void concludeSearchArea(
            ConcludeSearchAreaRequest request, StreamObserver<ConcludeSearchAreaResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        ConcludeSearchAreaResponse.parser(),
                        () -> ConcludeSearchAreaResponse.newBuilder()
                                .setSearchArea(SearchAreaMessages.message(conclude.conclude(request, Caller.current())))
                                .build()));
    }

    /** What follows from the facts is worked out behind the unit of work, which it would only hold. */
    @Override
    public void getSearchArea(GetSearchAreaRequest request, StreamObserver<GetSearchAreaResponse> observer) {
        Answer.unary(observer, () -> {
            SearchArea area = unitOfWork.read(() -> work.show(SearchAreaId.parse(request.getName()), Caller.current()));
            return GetSearchAreaResponse.newBuilder()
                    .setSearchArea(SearchAreaMessages.message(area))
                    .setEstimate(
                            request.hasAsOf()
                                    ? estimate(
                                            area.mapAsOf(Times.instant(request.getAsOf())),
                                            Times.instant(request.getAsOf()))
                                    : latest(area))
                    .build();
        });
    }

    private SearchEstimate latest(SearchArea area) {
        Instant at = switch (area.state()) {
            case Open _ -> Times.now(clock);
            case Over over -> over.end().at();
        };
        return estimate(area.map(at), at);
    }

    private static SearchEstimate estimate(Decision<SearchMap> decision, Instant at) {
        return switch (decision) {
            case Decision.Granted<SearchMap>(SearchMap map) -> SearchAreaMessages.estimate(map);
            case Decision.Refused<SearchMap> _ ->
                SearchEstimate.newBuilder().setAsOf(Times.message(at)).build();
        };
    }

    @Override
    public void listSearchAreas(ListSearchAreasRequest request, StreamObserver<ListSearchAreasResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    Page page = Page.of(
                            request.getPageSize(),
                            USUAL_PAGE,
                            request.getPageToken(),
                            "search areas " + request.getOpenOnly() + request.getOptionalIncident());
                    SearchAreas.Filter filter = new SearchAreas.Filter(
                            request.getOpenOnly(),
                            Optional.of(request.getOptionalIncident())
                                    .filter(name -> !name.isEmpty())
                                    .map(IncidentId::parse));
                    List<SearchArea> found = areas.list(filter, page.after(SearchAreaId::parse), page.size() + 1);
                    return ListSearchAreasResponse.newBuilder()
                            .addAllSearchAreas(page.cut(found).stream()
                                    .map(SearchAreaMessages::message)
                                    .toList())
                            .setNextPageToken(page.next(found, area -> area.id().name()))
                            .build();
                }));
    }
}
