package io.qipan.patrol.suspicion;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.patrol.suspicion.model.Reason;
import io.qipan.patrol.suspicion.model.Suspicion;
import io.qipan.patrol.unit.Units;
import io.qipan.proto.patrol.v1.GetSuspicionRequest;
import io.qipan.proto.patrol.v1.GetSuspicionResponse;
import io.qipan.proto.patrol.v1.ListSuspicionsRequest;
import io.qipan.proto.patrol.v1.ListSuspicionsResponse;
import io.qipan.proto.patrol.v1.SuspicionKind;
import io.qipan.proto.patrol.v1.SuspicionReason;
import io.qipan.proto.patrol.v1.SuspicionServiceGrpc;
import io.qipan.proto.patrol.v1.UnjudgedSuspicion;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

@Singleton
public class SuspicionRpc implements RpcService, SuspicionServiceGrpc.AsyncService {
    private static final int PAGE_SIZE = 50;
    private static final double USUAL_SCORE = 0.5;

    private final UnitOfWork unitOfWork;
    private final Units units;
    private final TrackSigns signs;
    private final JudgeTrack judgeTrack;

    public SuspicionRpc(UnitOfWork unitOfWork, Units units, TrackSigns signs, JudgeTrack judgeTrack) {
        this.unitOfWork = unitOfWork;
        this.units = units;
        this.signs = signs;
        this.judgeTrack = judgeTrack;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(SuspicionServiceGrpc.bindService(this));
    }

    @Override
    public void getSuspicion(GetSuspicionRequest request, StreamObserver<GetSuspicionResponse> observer) {
        Answer.unary(observer, () -> {
            Instant from = Times.instant(request.getFrom());
            Instant until = Times.instant(request.getUntil());
            return unitOfWork.read(() -> {
                if (units.find(request.getUnit()).isEmpty()) {
                    throw Refusal.notFound(request.getUnit()).asException();
                }
                return GetSuspicionResponse.newBuilder()
                        .setSuspicion(judged(request.getUnit(), from, until))
                        .build();
            });
        });
    }

    @Override
    public void listSuspicions(ListSuspicionsRequest request, StreamObserver<ListSuspicionsResponse> observer) {
        Answer.unary(observer, () -> {
            Instant from = Times.instant(request.getFrom());
            Instant until = Times.instant(request.getUntil());
            double least = request.getMinScore() == 0 ? USUAL_SCORE : request.getMinScore();
            Page page = Page.of(
                    request.getPageSize(),
                    PAGE_SIZE,
                    request.getPageToken(),
                    "suspicions " + from + " " + until + " " + least);
            return unitOfWork.read(() -> {
                List<String> found =
                        signs.units(JudgeTrack.run(from, until), page.after().orElse(""), page.size() + 1);
                return ListSuspicionsResponse.newBuilder()
                        .addAllSuspicions(page.cut(found).stream()
                                .map(unit -> judged(unit, from, until))
                                .filter(suspicion -> suspicion.getScore() >= least)
                                .toList())
                        .setNextPageToken(page.next(found, unit -> unit))
                        .build();
            });
        });
    }

    private io.qipan.proto.patrol.v1.Suspicion judged(String unit, Instant from, Instant until) {
        Suspicion suspicion = judgeTrack.judge(unit, from, until);
        return io.qipan.proto.patrol.v1.Suspicion.newBuilder()
                .setUnit(unit)
                .setFrom(Times.message(from))
                .setUntil(Times.message(until))
                .setScore(suspicion.score())
                .setFixes(suspicion.fixes())
                .addAllReasons(
                        suspicion.reasons().stream().map(SuspicionRpc::message).toList())
                .addAllUnjudged(
                        suspicion.unjudged().stream().map(SuspicionRpc::message).toList())
                .build();
    }

    private static UnjudgedSuspicion message(Suspicion.Unjudged unjudged) {
        return UnjudgedSuspicion.newBuilder()
                .setKind(SuspicionKind.valueOf(unjudged.kind().name()))
                .setText(unjudged.text())
                .build();
    }

    private static SuspicionReason message(Reason reason) {
        return SuspicionReason.newBuilder()
                .setKind(SuspicionKind.valueOf(reason.kind().name()))
                .setWeight(reason.weight())
                .setCount(reason.count())
                .setOtherUnit(reason.otherUnit().orElse(""))
                .setFirstAt(Times.message(reason.first().from()))
                .setText(reason.text())
                .build();
    }
}
