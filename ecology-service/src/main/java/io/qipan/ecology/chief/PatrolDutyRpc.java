package io.qipan.ecology.chief;

import com.github.f4b6a3.uuid.UuidCreator;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.ecology.chief.model.Borders.Stretch;
import io.qipan.ecology.chief.model.PatrolDuty;
import io.qipan.ecology.chief.model.PatrolDuty.Target;
import io.qipan.proto.ecology.v1.EndPatrolDutyRequest;
import io.qipan.proto.ecology.v1.EndPatrolDutyResponse;
import io.qipan.proto.ecology.v1.GetPatrolDutyRequest;
import io.qipan.proto.ecology.v1.GetPatrolDutyResponse;
import io.qipan.proto.ecology.v1.ListPatrolDutiesRequest;
import io.qipan.proto.ecology.v1.ListPatrolDutiesResponse;
import io.qipan.proto.ecology.v1.PatrolDutyServiceGrpc;
import io.qipan.proto.ecology.v1.SetPatrolDutyRequest;
import io.qipan.proto.ecology.v1.SetPatrolDutyResponse;
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
import java.util.UUID;

@Singleton
public class PatrolDutyRpc implements RpcService, PatrolDutyServiceGrpc.AsyncService {
    private static final int PAGE_SIZE = 50;

    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final PatrolDuties duties;
    private final SetPatrolDuty setPatrolDuty;
    private final EndPatrolDuty endPatrolDuty;
    private final LiveChiefs liveChiefs;

    public PatrolDutyRpc(
            UnitOfWork unitOfWork,
            InstantSource clock,
            PatrolDuties duties,
            SetPatrolDuty setPatrolDuty,
            EndPatrolDuty endPatrolDuty,
            LiveChiefs liveChiefs) {
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.duties = duties;
        this.setPatrolDuty = setPatrolDuty;
        this.endPatrolDuty = endPatrolDuty;
        this.liveChiefs = liveChiefs;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(PatrolDutyServiceGrpc.bindService(this));
    }

    @Override
    public void setPatrolDuty(SetPatrolDutyRequest request, StreamObserver<SetPatrolDutyResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), SetPatrolDutyResponse.parser(), () -> {
                    Instant now = Times.now(clock);
                    PatrolDuty begun = PatrolDutyMessages.begun(request, UuidCreator.getTimeOrderedEpoch(), now);
                    return SetPatrolDutyResponse.newBuilder()
                            .setDuty(message(setPatrolDuty.set(begun, now)))
                            .build();
                }));
    }

    private io.qipan.proto.ecology.v1.PatrolDuty message(PatrolDuty duty) {
        Target target = duty.target();
        return PatrolDutyMessages.message(
                duty,
                liveChiefs
                        .responsibility()
                        .borders()
                        .validAt(clock.instant())
                        .map(Stretch::jurisdiction)
                        .filter(ground -> ground.layer().equals(target.layer()))
                        .filter(ground ->
                                target.jurisdiction().map(ground.name()::equals).orElse(true))
                        .toList());
    }

    @Override
    public void endPatrolDuty(EndPatrolDutyRequest request, StreamObserver<EndPatrolDutyResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), EndPatrolDutyResponse.parser(), () -> {
                    Instant now = Times.now(clock);
                    Instant at = request.hasAt() ? Times.instant(request.getAt()) : now;
                    return EndPatrolDutyResponse.newBuilder()
                            .setDuty(message(endPatrolDuty.end(
                                    request.getName(), request.getEtag(), at, request.getReason(), now)))
                            .build();
                }));
    }

    @Override
    public void getPatrolDuty(GetPatrolDutyRequest request, StreamObserver<GetPatrolDutyResponse> observer) {
        Answer.unary(observer, () -> {
            PatrolDuty found = unitOfWork
                    .read(() -> PatrolDutyName.parse(request.getName()).flatMap(duties::find))
                    .orElseThrow(() -> Refusal.notFound(request.getName()).asException());
            return GetPatrolDutyResponse.newBuilder().setDuty(message(found)).build();
        });
    }

    @Override
    public void listPatrolDuties(ListPatrolDutiesRequest request, StreamObserver<ListPatrolDutiesResponse> observer) {
        Answer.unary(observer, () -> {
            PatrolDuties.Filter filter = new PatrolDuties.Filter(
                    JurisdictionMessages.kind(request.getOptionalKind()),
                    JurisdictionMessages.level(request.getOptionalLevel()));
            Page page = Page.of(request.getPageSize(), PAGE_SIZE, request.getPageToken(), "patrolDuties " + filter);
            Optional<UUID> before = page.after(UUID::fromString);
            List<PatrolDuty> found = unitOfWork.read(() -> duties.list(filter, before, page.size() + 1));
            return ListPatrolDutiesResponse.newBuilder()
                    .addAllDuties(page.cut(found).stream().map(this::message).toList())
                    .setNextPageToken(page.next(found, duty -> duty.id().toString()))
                    .build();
        });
    }
}
