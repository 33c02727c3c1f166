package io.qipan.patrol.position;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.qipan.patrol.position.model.Fix;
import io.qipan.proto.patrol.v1.ListPositionsRequest;
import io.qipan.proto.patrol.v1.ListPositionsResponse;
import io.qipan.proto.patrol.v1.ListQuarantinedPositionsRequest;
import io.qipan.proto.patrol.v1.ListQuarantinedPositionsResponse;
import io.qipan.proto.patrol.v1.PositionServiceGrpc;
import io.qipan.proto.patrol.v1.StreamPositionsRequest;
import io.qipan.proto.patrol.v1.StreamPositionsResponse;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.Proof;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

@Singleton
public class PositionRpc implements RpcService, PositionServiceGrpc.AsyncService {
    private static final int TRACK_SIZE = 500;
    private static final int PAGE_SIZE = 50;

    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final Positions positions;
    private final PositionDays days;
    private final PositionIntake intake;
    private final Duration kept;

    public PositionRpc(
            UnitOfWork unitOfWork,
            InstantSource clock,
            Positions positions,
            PositionDays days,
            PositionIntake intake,
            @ConfigProperty(name = "qipan.positions.kept") Duration kept) {
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.positions = positions;
        this.days = days;
        this.intake = intake;
        this.kept = kept;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(PositionServiceGrpc.bindService(this));
    }

    @Override
    public StreamObserver<StreamPositionsRequest> streamPositions(StreamObserver<StreamPositionsResponse> observer) {
        PositionStream stream = new PositionStream(
                (ServerCallStreamObserver<StreamPositionsResponse>) observer,
                intake,
                Caller.current(),
                Proof.current(),
                clock,
                kept);
        stream.open();
        return stream;
    }

    @Override
    public void listPositions(ListPositionsRequest request, StreamObserver<ListPositionsResponse> observer) {
        Answer.unary(observer, () -> {
            Caller.current().mayActFor(request.getUnit());
            Instant from = Times.instant(request.getFrom());
            Instant until = Times.instant(request.getUntil());
            Page page = Page.of(
                    request.getPageSize(),
                    TRACK_SIZE,
                    request.getPageToken(),
                    "positions " + request.getUnit() + " " + from + " " + until);
            List<Fix> found = unitOfWork.read(() -> {
                List<Fix> track = positions.track(request.getUnit(), from, until, page);
                days.gone(from, until).refuse();
                return track;
            });
            return ListPositionsResponse.newBuilder()
                    .addAllPositions(page.cut(found).stream()
                            .map(PositionMessages::message)
                            .toList())
                    .setNextPageToken(page.next(found, fix -> TrackKey.of(fix).toString()))
                    .build();
        });
    }

    @Override
    public void listQuarantinedPositions(
            ListQuarantinedPositionsRequest request, StreamObserver<ListQuarantinedPositionsResponse> observer) {
        Answer.unary(observer, () -> {
            String unit = request.getOptionalUnit();
            Page page = Page.of(request.getPageSize(), PAGE_SIZE, request.getPageToken(), "quarantined " + unit);
            List<Quarantined> found = unitOfWork.read(
                    () -> positions.quarantined(unit.isEmpty() ? Optional.empty() : Optional.of(unit), page));
            return ListQuarantinedPositionsResponse.newBuilder()
                    .addAllPositions(page.cut(found).stream()
                            .map(PositionMessages::message)
                            .toList())
                    .setNextPageToken(page.next(found, one -> Long.toString(one.number())))
                    .build();
        });
    }
}
