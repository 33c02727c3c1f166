package io.qipan.dispatch.missingperson;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.MissingSearchId;
import io.qipan.dispatch.id.model.SearchSectorId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.missingperson.model.MissingSearch;
import io.qipan.dispatch.missingperson.model.SearchSector;
import io.qipan.proto.dispatch.v1.AddSectorRequest;
import io.qipan.proto.dispatch.v1.AddSectorResponse;
import io.qipan.proto.dispatch.v1.AmendMissingPersonRequest;
import io.qipan.proto.dispatch.v1.AmendMissingPersonResponse;
import io.qipan.proto.dispatch.v1.AssignSectorRequest;
import io.qipan.proto.dispatch.v1.AssignSectorResponse;
import io.qipan.proto.dispatch.v1.CloseSearchRequest;
import io.qipan.proto.dispatch.v1.CloseSearchResponse;
import io.qipan.proto.dispatch.v1.GetMissingSearchRequest;
import io.qipan.proto.dispatch.v1.GetMissingSearchResponse;
import io.qipan.proto.dispatch.v1.GetSearchSectorRequest;
import io.qipan.proto.dispatch.v1.GetSearchSectorResponse;
import io.qipan.proto.dispatch.v1.HoldSearchRequest;
import io.qipan.proto.dispatch.v1.HoldSearchResponse;
import io.qipan.proto.dispatch.v1.ListMissingSearchesRequest;
import io.qipan.proto.dispatch.v1.ListMissingSearchesResponse;
import io.qipan.proto.dispatch.v1.ListSearchSectorsRequest;
import io.qipan.proto.dispatch.v1.ListSearchSectorsResponse;
import io.qipan.proto.dispatch.v1.MissingPersonServiceGrpc;
import io.qipan.proto.dispatch.v1.OpenMissingSearchRequest;
import io.qipan.proto.dispatch.v1.OpenMissingSearchResponse;
import io.qipan.proto.dispatch.v1.RecallSectorRequest;
import io.qipan.proto.dispatch.v1.RecallSectorResponse;
import io.qipan.proto.dispatch.v1.RepeatSectorRequest;
import io.qipan.proto.dispatch.v1.RepeatSectorResponse;
import io.qipan.proto.dispatch.v1.ReportSectorRequest;
import io.qipan.proto.dispatch.v1.ReportSectorResponse;
import io.qipan.proto.dispatch.v1.ShowMissingPersonRequest;
import io.qipan.proto.dispatch.v1.ShowMissingPersonResponse;
import io.qipan.proto.dispatch.v1.SummarizeSearchesRequest;
import io.qipan.proto.dispatch.v1.SummarizeSearchesResponse;
import io.qipan.proto.dispatch.v1.TakeOverSearchRequest;
import io.qipan.proto.dispatch.v1.TakeOverSearchResponse;
import io.qipan.proto.dispatch.v1.WidenSearchRequest;
import io.qipan.proto.dispatch.v1.WidenSearchResponse;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

@Singleton
class MissingPersonRpc implements RpcService, MissingPersonServiceGrpc.AsyncService {
    private static final int PAGE_SIZE = 50;

    private final UnitOfWork unitOfWork;
    private final OpenMissingSearch open;
    private final WorkSearch work;
    private final CloseSearch close;
    private final WorkSector workSector;
    private final ShowMissingPerson show;
    private final MissingSearches searches;
    private final MissingSearchRecords records;
    private final SearchSectors sectors;
    private final SearchSectorRecords sectorRecords;
    private final IncidentRecords incidents;

    MissingPersonRpc(
            UnitOfWork unitOfWork,
            OpenMissingSearch open,
            WorkSearch work,
            CloseSearch close,
            WorkSector workSector,
            ShowMissingPerson show,
            MissingSearches searches,
            MissingSearchRecords records,
            SearchSectors sectors,
            SearchSectorRecords sectorRecords,
            IncidentRecords incidents) {
        this.unitOfWork = unitOfWork;
        this.open = open;
        this.work = work;
        this.close = close;
        this.workSector = workSector;
        this.show = show;
        this.searches = searches;
        this.records = records;
        this.sectors = sectors;
        this.sectorRecords = sectorRecords;
        this.incidents = incidents;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(MissingPersonServiceGrpc.bindService(this));
    }

    @Override
    public void openMissingSearch(
            OpenMissingSearchRequest request, StreamObserver<OpenMissingSearchResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        key(request),
                        OpenMissingSearchResponse.parser(),
                        () -> OpenMissingSearchResponse.newBuilder()
                                .setSearch(MissingSearchMessages.message(open.open(request, Caller.current())))
                                .build()));
    }

    @Override
    public void getMissingSearch(GetMissingSearchRequest request, StreamObserver<GetMissingSearchResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    MissingSearch search = records.get(MissingSearchId.parse(request.getName()));
                    return GetMissingSearchResponse.newBuilder()
                            .setSearch(MissingSearchMessages.message(search))
                            .setCoverage(SearchSectorMessages.coverage(sectorRecords.of(search.id())))
                            .setWorkedIncident(incidents
                                    .upToRoot(search.incident())
                                    .getLast()
                                    .id()
                                    .name())
                            .build();
                }));
    }

    @Override
    public void listMissingSearches(
            ListMissingSearchesRequest request, StreamObserver<ListMissingSearchesResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    Page page = Page.of(
                            request.getPageSize(),
                            PAGE_SIZE,
                            request.getPageToken(),
                            "missing searches " + request.getOpenOnly() + " " + request.getOptionalIncident());
                    MissingSearches.Filter filter = new MissingSearches.Filter(
                            request.getOpenOnly(),
                            Optional.of(request.getOptionalIncident())
                                    .filter(name -> !name.isEmpty())
                                    .map(IncidentId::parse));
                    List<MissingSearch> found =
                            searches.list(filter, page.after(MissingSearchId::parse), page.size() + 1);
                    return ListMissingSearchesResponse.newBuilder()
                            .addAllSearches(page.cut(found).stream()
                                    .map(MissingSearchMessages::message)
                                    .toList())
                            .setNextPageToken(
                                    page.next(found, search -> search.id().name()))
                            .build();
                }));
    }

    /** Not once for each request: the reply would be stored, and each look is one. */
    @Override
    public void showMissingPerson(
            ShowMissingPersonRequest request, StreamObserver<ShowMissingPersonResponse> observer) {
        Answer.unary(
                observer, () -> unitOfWork.run(Caller.current().subject(), () -> show.show(request, Caller.current())));
    }

    @Override
    public void amendMissingPerson(
            AmendMissingPersonRequest request, StreamObserver<AmendMissingPersonResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        key(request),
                        AmendMissingPersonResponse.parser(),
                        () -> AmendMissingPersonResponse.newBuilder()
                                .setSearch(MissingSearchMessages.message(work.amend(request, Caller.current())))
                                .build()));
    }

    @Override
    public void widenSearch(WidenSearchRequest request, StreamObserver<WidenSearchResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        WidenSearchResponse.parser(),
                        () -> WidenSearchResponse.newBuilder()
                                .setSearch(MissingSearchMessages.message(work.widen(request, Caller.current())))
                                .build()));
    }

    @Override
    public void holdSearch(HoldSearchRequest request, StreamObserver<HoldSearchResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        HoldSearchResponse.parser(),
                        () -> HoldSearchResponse.newBuilder()
                                .setSearch(MissingSearchMessages.message(work.hold(request, Caller.current())))
                                .build()));
    }

    @Override
    public void takeOverSearch(TakeOverSearchRequest request, StreamObserver<TakeOverSearchResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        TakeOverSearchResponse.parser(),
                        () -> TakeOverSearchResponse.newBuilder()
                                .setSearch(MissingSearchMessages.message(work.takeOver(request, Caller.current())))
                                .build()));
    }

    @Override
    public void closeSearch(CloseSearchRequest request, StreamObserver<CloseSearchResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(key(request), CloseSearchResponse.parser(), () -> {
                    CloseSearch.Closed closed = close.close(request, Caller.current());
                    return CloseSearchResponse.newBuilder()
                            .setSearch(MissingSearchMessages.message(closed.search()))
                            .setNoticesDue(closed.noticesDue())
                            .setSectorsAssigned(closed.sectorsAssigned())
                            .build();
                }));
    }

    @Override
    public void addSector(AddSectorRequest request, StreamObserver<AddSectorResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        AddSectorResponse.parser(),
                        () -> AddSectorResponse.newBuilder()
                                .setSector(SearchSectorMessages.message(workSector.add(request)))
                                .build()));
    }

    @Override
    public void assignSector(AssignSectorRequest request, StreamObserver<AssignSectorResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        AssignSectorResponse.parser(),
                        () -> AssignSectorResponse.newBuilder()
                                .setSector(SearchSectorMessages.message(workSector.assign(request)))
                                .build()));
    }

    @Override
    public void recallSector(RecallSectorRequest request, StreamObserver<RecallSectorResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        RecallSectorResponse.parser(),
                        () -> RecallSectorResponse.newBuilder()
                                .setSector(SearchSectorMessages.message(workSector.recall(request)))
                                .build()));
    }

    @Override
    public void reportSector(ReportSectorRequest request, StreamObserver<ReportSectorResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        ReportSectorResponse.parser(),
                        () -> ReportSectorResponse.newBuilder()
                                .setSector(SearchSectorMessages.message(workSector.report(request, Caller.current())))
                                .build()));
    }

    @Override
    public void repeatSector(RepeatSectorRequest request, StreamObserver<RepeatSectorResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        RepeatSectorResponse.parser(),
                        () -> RepeatSectorResponse.newBuilder()
                                .setSector(SearchSectorMessages.message(workSector.repeat(request)))
                                .build()));
    }

    @Override
    public void getSearchSector(GetSearchSectorRequest request, StreamObserver<GetSearchSectorResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> sectors.find(SearchSectorId.parse(request.getName()))
                        .map(sector -> GetSearchSectorResponse.newBuilder()
                                .setSector(SearchSectorMessages.message(sector))
                                .build())
                        .orElseThrow(() -> Refusal.notFound(request.getName()).asException())));
    }

    @Override
    public void listSearchSectors(
            ListSearchSectorsRequest request, StreamObserver<ListSearchSectorsResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    Page page = Page.of(
                            request.getPageSize(),
                            PAGE_SIZE,
                            request.getPageToken(),
                            "search sectors " + request.getSearch());
                    List<SearchSector> found = sectors.list(
                            MissingSearchId.parse(request.getSearch()),
                            page.after(SearchSectorId::parse),
                            page.size() + 1);
                    return ListSearchSectorsResponse.newBuilder()
                            .addAllSectors(page.cut(found).stream()
                                    .map(SearchSectorMessages::message)
                                    .toList())
                            .setNextPageToken(
                                    page.next(found, sector -> sector.id().name()))
                            .build();
                }));
    }

    @Override
    public void summarizeSearches(
            SummarizeSearchesRequest request, StreamObserver<SummarizeSearchesResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> MissingSearchMessages.message(searches.summarize(new MissingSearches.Period(
                        request.hasFrom() ? Optional.of(Times.instant(request.getFrom())) : Optional.empty(),
                        request.hasUntil() ? Optional.of(Times.instant(request.getUntil())) : Optional.empty(),
                        request.getDrills())))));
    }

    /** Without the person, of whom nothing stored may be made. */
    private static RequestKey key(OpenMissingSearchRequest request) {
        return RequestKey.of(request.toBuilder().clearPerson().build());
    }

    private static RequestKey key(AmendMissingPersonRequest request) {
        return RequestKey.of(request.toBuilder().clearPerson().build());
    }

    /** Without the place where the person was found, for the same reason. */
    private static RequestKey key(CloseSearchRequest request) {
        return RequestKey.of(request.toBuilder().clearFoundPlace().build());
    }
}
