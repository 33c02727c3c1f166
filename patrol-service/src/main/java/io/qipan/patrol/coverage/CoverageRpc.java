package io.qipan.patrol.coverage;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.patrol.coverage.ReadCoverage.Covered;
import io.qipan.patrol.coverage.Visits.Made;
import io.qipan.patrol.coverage.model.Surveyed;
import io.qipan.patrol.coverage.model.VisitDuty;
import io.qipan.patrol.grid.model.VisitingRule;
import io.qipan.proto.patrol.v1.CoverageServiceGrpc;
import io.qipan.proto.patrol.v1.GetCoverageRequest;
import io.qipan.proto.patrol.v1.GetCoverageResponse;
import io.qipan.proto.patrol.v1.GetFreshnessRequest;
import io.qipan.proto.patrol.v1.GetFreshnessResponse;
import io.qipan.proto.patrol.v1.GetVisitDutyRequest;
import io.qipan.proto.patrol.v1.GetVisitDutyResponse;
import io.qipan.proto.patrol.v1.ListDueVisitsRequest;
import io.qipan.proto.patrol.v1.ListDueVisitsResponse;
import io.qipan.proto.patrol.v1.ListVisitsRequest;
import io.qipan.proto.patrol.v1.ListVisitsResponse;
import io.qipan.proto.patrol.v1.RecomputeCoverageRequest;
import io.qipan.proto.patrol.v1.RecomputeCoverageResponse;
import io.qipan.runtime.page.Page;
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
public class CoverageRpc implements RpcService, CoverageServiceGrpc.AsyncService {
    private static final int PAGE_SIZE = 50;

    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final Surveys surveys;
    private final Visits visits;
    private final VisitDuties duties;
    private final ReadCoverage readCoverage;
    private final ReadFreshness readFreshness;
    private final RecomputeCoverage recomputeCoverage;

    public CoverageRpc(
            UnitOfWork unitOfWork,
            InstantSource clock,
            Surveys surveys,
            Visits visits,
            VisitDuties duties,
            ReadCoverage readCoverage,
            ReadFreshness readFreshness,
            RecomputeCoverage recomputeCoverage) {
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.surveys = surveys;
        this.visits = visits;
        this.duties = duties;
        this.readCoverage = readCoverage;
        this.readFreshness = readFreshness;
        this.recomputeCoverage = recomputeCoverage;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(CoverageServiceGrpc.bindService(this));
    }

    @Override
    public void getCoverage(GetCoverageRequest request, StreamObserver<GetCoverageResponse> observer) {
        Answer.unary(observer, () -> {
            Instant now = Times.now(clock);
            Instant at = request.hasAt() ? Times.instant(request.getAt()) : now;
            String feature = request.getFeature();
            Page page = Page.of(
                    request.getPageSize(), PAGE_SIZE, request.getPageToken(), "coverage " + feature + request.getAt());
            boolean isZone = feature.startsWith("gridFeatures/zone-");
            List<Covered> found = unitOfWork.read(() -> isZone
                    ? readCoverage.ofZone(feature, at, now, page)
                    : List.of(readCoverage.ofFeature(feature, at, now)));
            return GetCoverageResponse.newBuilder()
                    .addAllCoverages(page.cut(found).stream()
                            .map(covered -> CoverageMessages.message(covered, now))
                            .toList())
                    .setNextPageToken(page.next(found, covered -> covered.duty().feature()))
                    .build();
        });
    }

    @Override
    public void getVisitDuty(GetVisitDutyRequest request, StreamObserver<GetVisitDutyResponse> observer) {
        Answer.unary(
                observer,
                () -> GetVisitDutyResponse.newBuilder()
                        .setDuty(unitOfWork.read(() -> message(duties.find(request.getName())
                                .orElseThrow(() ->
                                        Refusal.notFound(request.getName()).asException()))))
                        .build());
    }

    private io.qipan.proto.patrol.v1.VisitDuty message(VisitDuty duty) {
        Optional<VisitingRule> rule = surveys.of(duty.period())
                .find(duty.feature())
                .flatMap(Surveyed::rule)
                .filter(asked -> asked.per() == duty.period().per());
        return CoverageMessages.message(duty, rule, Times.now(clock));
    }

    @Override
    public void listDueVisits(ListDueVisitsRequest request, StreamObserver<ListDueVisitsResponse> observer) {
        Answer.unary(observer, () -> {
            Optional<String> zone = given(request.getOptionalZone());
            Page page = Page.of(
                    request.getPageSize(),
                    PAGE_SIZE,
                    request.getPageToken(),
                    "due visits " + zone + " " + request.getOverdueOnly());
            return unitOfWork.read(() -> {
                List<VisitDuty> found = duties.due(zone, request.getOverdueOnly(), clock.instant(), page);
                return ListDueVisitsResponse.newBuilder()
                        .addAllDuties(
                                page.cut(found).stream().map(this::message).toList())
                        .setNextPageToken(page.next(found, VisitDuty::name))
                        .build();
            });
        });
    }

    @Override
    public void getFreshness(GetFreshnessRequest request, StreamObserver<GetFreshnessResponse> observer) {
        Answer.unary(observer, () -> {
            Instant now = Times.now(clock);
            return unitOfWork.read(() -> GetFreshnessResponse.newBuilder()
                    .addAllAreas(
                            readFreshness.read(given(request.getOptionalZone()), given(request.getOptionalKind()), now))
                    .setAt(Times.message(now))
                    .build());
        });
    }

    private static Optional<String> given(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    @Override
    public void listVisits(ListVisitsRequest request, StreamObserver<ListVisitsResponse> observer) {
        Answer.unary(observer, () -> {
            Visits.Filter filter = new Visits.Filter(
                    given(request.getOptionalFeature()),
                    given(request.getOptionalUnit()),
                    Times.instant(request.getFrom()),
                    Times.instant(request.getUntil()));
            Page page = Page.of(request.getPageSize(), PAGE_SIZE, request.getPageToken(), "visits " + filter);
            List<Made> found = unitOfWork.read(() -> visits.list(filter, page));
            return ListVisitsResponse.newBuilder()
                    .addAllVisits(page.cut(found).stream()
                            .map(CoverageMessages::message)
                            .toList())
                    .setNextPageToken(
                            page.next(found, made -> Visits.Key.of(made).toString()))
                    .build();
        });
    }

    @Override
    public void recomputeCoverage(
            RecomputeCoverageRequest request, StreamObserver<RecomputeCoverageResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        RecomputeCoverageResponse.parser(),
                        () -> RecomputeCoverageResponse.newBuilder()
                                .setUnits(recomputeCoverage.recompute(
                                        given(request.getOptionalUnit()),
                                        Times.instant(request.getFrom()),
                                        Times.instant(request.getUntil()),
                                        Times.now(clock)))
                                .build()));
    }
}
