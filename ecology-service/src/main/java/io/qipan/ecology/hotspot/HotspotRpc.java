package io.qipan.ecology.hotspot;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.ecology.clue.ClueRecords;
import io.qipan.ecology.clue.model.Clue;
import io.qipan.ecology.hotspot.model.HeatSource;
import io.qipan.ecology.hotspot.model.Hotspot;
import io.qipan.proto.ecology.v1.EndHeatSourceRequest;
import io.qipan.proto.ecology.v1.EndHeatSourceResponse;
import io.qipan.proto.ecology.v1.GetHeatSourceRequest;
import io.qipan.proto.ecology.v1.GetHeatSourceResponse;
import io.qipan.proto.ecology.v1.HotspotServiceGrpc;
import io.qipan.proto.ecology.v1.ImportHotspotsRequest;
import io.qipan.proto.ecology.v1.ImportHotspotsResponse;
import io.qipan.proto.ecology.v1.ListHeatSourcesRequest;
import io.qipan.proto.ecology.v1.ListHeatSourcesResponse;
import io.qipan.proto.ecology.v1.ListHotspotsRequest;
import io.qipan.proto.ecology.v1.ListHotspotsResponse;
import io.qipan.proto.ecology.v1.RegisterHeatSourceRequest;
import io.qipan.proto.ecology.v1.RegisterHeatSourceResponse;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@Singleton
public class HotspotRpc implements RpcService, HotspotServiceGrpc.AsyncService {
    private static final int PAGE_SIZE = 50;

    private final UnitOfWork unitOfWork;
    private final ImportHotspots importHotspots;
    private final RegisterHeatSource registerHeatSource;
    private final EndHeatSource endHeatSource;
    private final Hotspots hotspots;
    private final HeatSources heatSources;
    private final ClueRecords clues;
    private final InstantSource clock;

    public HotspotRpc(
            UnitOfWork unitOfWork,
            ImportHotspots importHotspots,
            RegisterHeatSource registerHeatSource,
            EndHeatSource endHeatSource,
            Hotspots hotspots,
            HeatSources heatSources,
            ClueRecords clues,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.importHotspots = importHotspots;
        this.registerHeatSource = registerHeatSource;
        this.endHeatSource = endHeatSource;
        this.hotspots = hotspots;
        this.heatSources = heatSources;
        this.clues = clues;
        this.clock = clock;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(HotspotServiceGrpc.bindService(this));
    }

    @Override
    public void importHotspots(ImportHotspotsRequest request, StreamObserver<ImportHotspotsResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), ImportHotspotsResponse.parser(), () -> {
                    List<Hotspot> told = request.getHotspotsList().stream()
                            .map(hotspot -> HotspotMessages.hotspot(hotspot, Times.now(clock)))
                            .toList();
                    ImportHotspots.Outcome outcome = importHotspots.take(told);
                    return ImportHotspotsResponse.newBuilder()
                            .setStored(outcome.stored())
                            .setDuplicate(told.size() - outcome.stored())
                            .setKnownSource(outcome.explained())
                            .addAllNewClues(
                                    outcome.opened().stream().map(Clue::name).toList())
                            .addAllGrownClues(
                                    outcome.grown().stream().map(Clue::name).toList())
                            .build();
                }));
    }

    @Override
    public void listHotspots(ListHotspotsRequest request, StreamObserver<ListHotspotsResponse> observer) {
        Answer.unary(observer, () -> {
            String bound = "hotspots of " + request.getClue();
            Page page = Page.of(request.getPageSize(), PAGE_SIZE, request.getPageToken(), bound);
            Optional<Hotspots.Place> after = page.after(Hotspots.Place::parse);
            List<Hotspot> found = unitOfWork.read(
                    () -> hotspots.ofClue(clues.get(request.getClue()).id(), after, page.size() + 1));
            return ListHotspotsResponse.newBuilder()
                    .addAllHotspots(page.cut(found).stream()
                            .map(HotspotMessages::message)
                            .toList())
                    .setNextPageToken(
                            page.next(found, last -> new Hotspots.Place(last.acquiredAt(), last.id()).toString()))
                    .build();
        });
    }

    @Override
    public void registerHeatSource(
            RegisterHeatSourceRequest request, StreamObserver<RegisterHeatSourceResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), RegisterHeatSourceResponse.parser(), () -> {
                    HeatSource source = HotspotMessages.heatSource(request, Times.now(clock));
                    return RegisterHeatSourceResponse.newBuilder()
                            .setHeatSource(
                                    HotspotMessages.message(registerHeatSource.register(source, Times.now(clock))))
                            .build();
                }));
    }

    @Override
    public void endHeatSource(EndHeatSourceRequest request, StreamObserver<EndHeatSourceResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        EndHeatSourceResponse.parser(),
                        () -> EndHeatSourceResponse.newBuilder()
                                .setHeatSource(HotspotMessages.message(endHeatSource.end(
                                        request.getName(), request.getEtag(), request.getReason(), Times.now(clock))))
                                .build()));
    }

    @Override
    public void getHeatSource(GetHeatSourceRequest request, StreamObserver<GetHeatSourceResponse> observer) {
        Answer.unary(observer, () -> {
            HeatSource found = unitOfWork
                    .read(() -> HotspotMessages.heatSource(request.getName()).flatMap(heatSources::find))
                    .orElseThrow(() -> Refusal.notFound(request.getName()).asException());
            return GetHeatSourceResponse.newBuilder()
                    .setHeatSource(HotspotMessages.message(found))
                    .build();
        });
    }

    @Override
    public void listHeatSources(ListHeatSourcesRequest request, StreamObserver<ListHeatSourcesResponse> observer) {
        Answer.unary(observer, () -> {
            Page page = Page.of(request.getPageSize(), PAGE_SIZE, request.getPageToken(), "heat sources");
            Optional<UUID> before = page.after(UUID::fromString);
            List<HeatSource> found = unitOfWork.read(() -> heatSources.list(before, page.size() + 1));
            return ListHeatSourcesResponse.newBuilder()
                    .addAllHeatSources(page.cut(found).stream()
                            .map(HotspotMessages::message)
                            .toList())
                    .setNextPageToken(page.next(found, last -> last.id().toString()))
                    .build();
        });
    }
}
