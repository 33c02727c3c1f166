package io.qipan.ecology.chief;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.ecology.agency.CallerScope;
import io.qipan.ecology.agency.model.ResourceKind;
import io.qipan.ecology.agency.model.Scope;
import io.qipan.ecology.chief.ImportJurisdictions.Order;
import io.qipan.ecology.chief.geojson.DocumentReader;
import io.qipan.ecology.chief.model.Borders.Stretch;
import io.qipan.ecology.chief.model.JurisdictionRevision;
import io.qipan.ecology.chief.model.Layer;
import io.qipan.ecology.chief.model.Level;
import io.qipan.ecology.chief.model.Responsibility;
import io.qipan.proto.ecology.v1.GetJurisdictionRequest;
import io.qipan.proto.ecology.v1.GetJurisdictionResponse;
import io.qipan.proto.ecology.v1.GetJurisdictionRevisionRequest;
import io.qipan.proto.ecology.v1.GetJurisdictionRevisionResponse;
import io.qipan.proto.ecology.v1.ImportJurisdictionsRequest;
import io.qipan.proto.ecology.v1.ImportJurisdictionsResponse;
import io.qipan.proto.ecology.v1.JurisdictionServiceGrpc;
import io.qipan.proto.ecology.v1.ListGapsRequest;
import io.qipan.proto.ecology.v1.ListGapsResponse;
import io.qipan.proto.ecology.v1.ListJurisdictionsRequest;
import io.qipan.proto.ecology.v1.ListJurisdictionsResponse;
import io.qipan.proto.ecology.v1.ResolveChiefsRequest;
import io.qipan.proto.ecology.v1.ResolveChiefsResponse;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.place.MapDatum;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

@Singleton
public class JurisdictionRpc implements RpcService, JurisdictionServiceGrpc.AsyncService {
    private static final int PAGE_SIZE = 50;
    /** Others need to know which post to turn to, and not who holds it on which document. */
    private static final Set<Role> TOLD_WHO = Set.copyOf(EnumSet.complementOf(EnumSet.of(Role.UNIT, Role.AGENCY)));

    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final Jurisdictions jurisdictions;
    private final ImportJurisdictions importJurisdictions;
    private final LiveChiefs liveChiefs;
    private final CallerScope callerScope;

    public JurisdictionRpc(
            UnitOfWork unitOfWork,
            InstantSource clock,
            Jurisdictions jurisdictions,
            ImportJurisdictions importJurisdictions,
            LiveChiefs liveChiefs,
            CallerScope callerScope) {
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.jurisdictions = jurisdictions;
        this.importJurisdictions = importJurisdictions;
        this.liveChiefs = liveChiefs;
        this.callerScope = callerScope;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(JurisdictionServiceGrpc.bindService(this));
    }

    @Override
    public void importJurisdictions(
            ImportJurisdictionsRequest request, StreamObserver<ImportJurisdictionsResponse> observer) {
        Answer.unary(observer, () -> {
            Instant now = Times.now(clock);
            Order order = new Order(
                    DocumentReader.read(
                            request.getGeojson(),
                            MapDatum.valueOf(request.getDatum().name()),
                            JurisdictionMessages.kind(request.getOptionalKind()),
                            JurisdictionMessages.level(request.getOptionalLevel())),
                    request.getDryRun(),
                    request.getBaseRevision(),
                    request.hasEffectiveFrom() ? Times.instant(request.getEffectiveFrom()) : now,
                    request.getReason(),
                    Caller.current().subject(),
                    now);
            if (order.dryRun()) {
                return JurisdictionMessages.message(unitOfWork.read(() -> importJurisdictions.run(order)));
            }
            ImportJurisdictionsResponse response = unitOfWork.once(
                    RequestKey.of(request),
                    ImportJurisdictionsResponse.parser(),
                    () -> JurisdictionMessages.message(importJurisdictions.run(order)));
            // So that whoever made a revision is answered by it here. Other replicas hear of it through the feed.
            liveChiefs.refresh();
            return response;
        });
    }

    @Override
    public void getJurisdictionRevision(
            GetJurisdictionRevisionRequest request, StreamObserver<GetJurisdictionRevisionResponse> observer) {
        Answer.unary(observer, () -> {
            String name = request.getOptionalName();
            List<JurisdictionRevision> revisions = unitOfWork.read(jurisdictions::revisions);
            JurisdictionRevision revision = revisions.reversed().stream()
                    .filter(found -> name.isEmpty() || found.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> Refusal.notFound(name.isEmpty() ? "jurisdictionRevisions/-" : name)
                            .asException());
            return GetJurisdictionRevisionResponse.newBuilder()
                    .setRevision(JurisdictionMessages.message(revision))
                    .build();
        });
    }

    @Override
    public void getJurisdiction(GetJurisdictionRequest request, StreamObserver<GetJurisdictionResponse> observer) {
        Answer.unary(observer, () -> {
            Instant at = request.hasAt() ? Times.instant(request.getAt()) : Times.now(clock);
            Scope scope = callerScope.of(Caller.current());
            Stretch found = liveChiefs
                    .responsibility()
                    .borders()
                    .find(request.getName(), at)
                    .filter(stretch -> sees(scope, stretch))
                    .orElseThrow(() -> Refusal.notFound(request.getName()).asException());
            return GetJurisdictionResponse.newBuilder()
                    .setJurisdiction(JurisdictionMessages.withGeometry(found))
                    .build();
        });
    }

    private static boolean sees(Scope scope, Stretch stretch) {
        return scope.sees(stretch.jurisdiction().layer().kind(), stretch.ground());
    }

    @Override
    public void listJurisdictions(
            ListJurisdictionsRequest request, StreamObserver<ListJurisdictionsResponse> observer) {
        Answer.unary(observer, () -> {
            Optional<ResourceKind> kind = JurisdictionMessages.kind(request.getOptionalKind());
            Optional<Level> level = JurisdictionMessages.level(request.getOptionalLevel());
            Instant at = request.hasAt() ? Times.instant(request.getAt()) : Times.now(clock);
            String filter = "jurisdictions " + kind + " " + level + " " + (request.hasAt() ? at.toString() : "");
            Page page = Page.of(request.getPageSize(), PAGE_SIZE, request.getPageToken(), filter);
            Scope scope = callerScope.of(Caller.current());
            List<Stretch> found = liveChiefs
                    .responsibility()
                    .borders()
                    .validAt(at)
                    .filter(stretch -> kind.isEmpty()
                            || kind.get() == stretch.jurisdiction().layer().kind())
                    .filter(stretch -> level.isEmpty()
                            || level.get() == stretch.jurisdiction().layer().level())
                    .filter(stretch -> page.after()
                            .map(last -> stretch.name().compareTo(last) > 0)
                            .orElse(true))
                    .filter(stretch -> sees(scope, stretch))
                    .sorted(Comparator.comparing(Stretch::name))
                    .limit(page.size() + 1L)
                    .toList();
            return ListJurisdictionsResponse.newBuilder()
                    .addAllJurisdictions(page.cut(found).stream()
                            .map(JurisdictionMessages::message)
                            .toList())
                    .setNextPageToken(page.next(found, Stretch::name))
                    .build();
        });
    }

    @Override
    public void resolveChiefs(ResolveChiefsRequest request, StreamObserver<ResolveChiefsResponse> observer) {
        Answer.unary(observer, () -> {
            Wgs84 point = PlaceMessages.point(request.getPoint()).toWgs84();
            Instant at = request.hasAt() ? Times.instant(request.getAt()) : Times.now(clock);
            Scope scope = callerScope.of(Caller.current());
            List<ResourceKind> kinds = Arrays.stream(ResourceKind.values())
                    .filter(kind -> request.getKindsCount() == 0
                            || request.getKindsList().contains(JurisdictionMessages.message(kind)))
                    .filter(kind -> scope.sees(kind, point))
                    .toList();
            Responsibility responsibility = liveChiefs.responsibility();
            return ResponsibilityMessages.message(
                    responsibility.resolve(point, at, kinds),
                    responsibility.borders().revisionAt(at),
                    Caller.current().roles().stream().anyMatch(TOLD_WHO::contains));
        });
    }

    @Override
    public void listGaps(ListGapsRequest request, StreamObserver<ListGapsResponse> observer) {
        Answer.unary(observer, () -> {
            Layer layer = new Layer(
                    JurisdictionMessages.kind(request.getKind()).orElseThrow(),
                    JurisdictionMessages.level(request.getLevel()).orElseThrow());
            Instant at = request.hasAt() ? Times.instant(request.getAt()) : Times.now(clock);
            return ResponsibilityMessages.message(liveChiefs.responsibility().gaps(layer, at));
        });
    }
}
