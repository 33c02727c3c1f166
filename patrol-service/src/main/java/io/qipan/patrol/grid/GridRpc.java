package io.qipan.patrol.grid;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.qipan.patrol.grid.ImportGrid.Order;
import io.qipan.patrol.grid.geojson.DocumentWriter;
import io.qipan.patrol.grid.model.FeatureKind;
import io.qipan.patrol.grid.model.FeatureVersion;
import io.qipan.patrol.grid.model.Grid;
import io.qipan.patrol.grid.model.GridFeature;
import io.qipan.patrol.grid.model.GridRevision;
import io.qipan.proto.patrol.v1.ExportGridRequest;
import io.qipan.proto.patrol.v1.ExportGridResponse;
import io.qipan.proto.patrol.v1.GetGridFeatureRequest;
import io.qipan.proto.patrol.v1.GetGridFeatureResponse;
import io.qipan.proto.patrol.v1.GetGridRevisionRequest;
import io.qipan.proto.patrol.v1.GetGridRevisionResponse;
import io.qipan.proto.patrol.v1.GridServiceGrpc;
import io.qipan.proto.patrol.v1.ImportGridRequest;
import io.qipan.proto.patrol.v1.ImportGridResponse;
import io.qipan.proto.patrol.v1.ListGridFeaturesRequest;
import io.qipan.proto.patrol.v1.ListGridFeaturesResponse;
import io.qipan.proto.patrol.v1.LocatePointRequest;
import io.qipan.proto.patrol.v1.LocatePointResponse;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.place.MapDatum;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.PatientStream;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

@Singleton
public class GridRpc implements RpcService, GridServiceGrpc.AsyncService {
    private static final int PAGE_SIZE = 50;

    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final Grids grids;
    private final ChooseRevision chooseRevision;
    private final ImportGrid importGrid;
    private final LiveGrid liveGrid;

    public GridRpc(
            UnitOfWork unitOfWork,
            InstantSource clock,
            Grids grids,
            ChooseRevision chooseRevision,
            ImportGrid importGrid,
            LiveGrid liveGrid) {
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.grids = grids;
        this.chooseRevision = chooseRevision;
        this.importGrid = importGrid;
        this.liveGrid = liveGrid;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(GridServiceGrpc.bindService(this));
    }

    @Override
    public void importGrid(ImportGridRequest request, StreamObserver<ImportGridResponse> observer) {
        Answer.unary(observer, () -> {
            Order order = new Order(
                    ImportMessages.reading(request),
                    request.getDryRun(),
                    request.getBaseRevision(),
                    request.getAcceptSuspicions(),
                    request.getReason(),
                    Caller.current().subject(),
                    Times.now(clock));
            if (order.dryRun()) {
                return ImportMessages.message(unitOfWork.read(() -> importGrid.run(order)));
            }
            ImportGridResponse response = unitOfWork.once(
                    RequestKey.of(request),
                    ImportGridResponse.parser(),
                    () -> ImportMessages.message(importGrid.run(order)));
            // So that whoever made a revision is answered by it here. Other replicas hear of it through the feed.
            liveGrid.refresh();
            return response;
        });
    }

    @Override
    public void exportGrid(ExportGridRequest request, StreamObserver<ExportGridResponse> observer) {
        ServerCallStreamObserver<ExportGridResponse> reader = (ServerCallStreamObserver<ExportGridResponse>) observer;
        PatientStream<ExportGridResponse> stream =
                new PatientStream<>(reader, PatientStream.USUAL_PATIENCE, "Export again, and read.");
        Answer.stream(reader, () -> {
            Grid grid = unitOfWork.read(() -> grids.at(chooseRevision.choose(request.getOptionalRevision())));
            Set<FeatureKind> kinds = new HashSet<>();
            request.getKindsList().forEach(kind -> GridMessages.kind(kind).ifPresent(kinds::add));
            List<GridFeature> features = grid.features().values().stream()
                    .filter(feature -> kinds.isEmpty() || kinds.contains(feature.kind()))
                    .toList();
            MapDatum datum = MapDatum.valueOf(request.getDatum().name());
            DocumentWriter.write(
                    grid.revision(),
                    features,
                    datum,
                    part -> stream.send(
                            ExportGridResponse.newBuilder().setGeojsonPart(part).build(), () -> {}));
        });
    }

    @Override
    public void getGridRevision(GetGridRevisionRequest request, StreamObserver<GetGridRevisionResponse> observer) {
        Answer.unary(observer, () -> {
            String name = request.getOptionalName();
            GridRevision revision = unitOfWork
                    .read(() -> grids.revision(
                            name.isEmpty()
                                    ? grids.newest()
                                    : Long.parseLong(name.substring("gridRevisions/".length()))))
                    .orElseThrow(() -> Refusal.notFound(name.isEmpty() ? "gridRevisions/-" : name)
                            .asException());
            return GetGridRevisionResponse.newBuilder()
                    .setRevision(GridMessages.message(revision))
                    .build();
        });
    }

    @Override
    public void getGridFeature(GetGridFeatureRequest request, StreamObserver<GetGridFeatureResponse> observer) {
        Answer.unary(observer, () -> {
            FeatureVersion version = unitOfWork
                    .read(() -> grids.find(request.getName(), chooseRevision.choose(request.getOptionalRevision())))
                    .orElseThrow(() -> Refusal.notFound(request.getName()).asException());
            return GetGridFeatureResponse.newBuilder()
                    .setFeature(GridMessages.withGeometry(version))
                    .build();
        });
    }

    /** The next feature of a list that stays with one revision. */
    private record Cursor(long revision, String name) {

        static Cursor parse(String text) {
            int space = text.indexOf(' ');
            return new Cursor(Long.parseLong(text.substring(0, space)), text.substring(space + 1));
        }

        @Override
        public String toString() {
            return revision + " " + name;
        }
    }

    @Override
    public void listGridFeatures(ListGridFeaturesRequest request, StreamObserver<ListGridFeaturesResponse> observer) {
        Answer.unary(observer, () -> {
            Optional<FeatureKind> kind = GridMessages.kind(request.getOptionalKind());
            String filter = "gridFeatures " + request.getOptionalRevision() + " " + kind;
            Page page = Page.of(request.getPageSize(), PAGE_SIZE, request.getPageToken(), filter);
            Optional<Cursor> cursor = page.after(Cursor::parse);
            String after = cursor.map(Cursor::name).orElse("");
            return unitOfWork.read(() -> {
                long revision =
                        chooseRevision.choose(cursor.map(Cursor::revision).orElse(request.getOptionalRevision()));
                List<FeatureVersion> found = grids.list(revision, kind, after, page.size() + 1);
                return ListGridFeaturesResponse.newBuilder()
                        .addAllFeatures(page.cut(found).stream()
                                .map(GridMessages::message)
                                .toList())
                        .setNextPageToken(page.next(
                                found,
                                version ->
                                        new Cursor(revision, version.feature().name()).toString()))
                        .setRevision(revision)
                        .build();
            });
        });
    }

    @Override
    public void locatePoint(LocatePointRequest request, StreamObserver<LocatePointResponse> observer) {
        Answer.fromMemory(observer, () -> {
            Wgs84 point = PlaceMessages.point(request.getPoint()).toWgs84();
            return GridMessages.message(liveGrid.atlas().locate(point));
        });
    }
}
