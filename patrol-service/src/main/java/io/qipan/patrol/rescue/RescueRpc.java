package io.qipan.patrol.rescue;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.patrol.id.ResourceId;
import io.qipan.patrol.rescue.model.RescueFacts;
import io.qipan.patrol.rescue.model.RescueRecord;
import io.qipan.patrol.rescue.model.Summary;
import io.qipan.proto.patrol.v1.CorrectRescueRequest;
import io.qipan.proto.patrol.v1.CorrectRescueResponse;
import io.qipan.proto.patrol.v1.GetRescueRequest;
import io.qipan.proto.patrol.v1.GetRescueResponse;
import io.qipan.proto.patrol.v1.ListRescuesRequest;
import io.qipan.proto.patrol.v1.ListRescuesResponse;
import io.qipan.proto.patrol.v1.RecordRescueRequest;
import io.qipan.proto.patrol.v1.RecordRescueResponse;
import io.qipan.proto.patrol.v1.RescueServiceGrpc;
import io.qipan.proto.patrol.v1.SummarizeRescuesRequest;
import io.qipan.proto.patrol.v1.SummarizeRescuesResponse;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
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
public class RescueRpc implements RpcService, RescueServiceGrpc.AsyncService {
    private static final int PAGE_SIZE = 50;

    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final Rescues rescues;
    private final RecordRescue recordRescue;

    public RescueRpc(UnitOfWork unitOfWork, InstantSource clock, Rescues rescues, RecordRescue recordRescue) {
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.rescues = rescues;
        this.recordRescue = recordRescue;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(RescueServiceGrpc.bindService(this));
    }

    @Override
    public void recordRescue(RecordRescueRequest request, StreamObserver<RecordRescueResponse> observer) {
        Answer.unary(observer, () -> {
            checkTookPart(request.getFacts().getUnitsList());
            return unitOfWork.once(RequestKey.of(request), RecordRescueResponse.parser(), () -> {
                Instant now = Times.now(clock);
                RescueFacts facts = RescueMessages.told(request.getFacts(), now);
                RescueRecord made = recordRescue.record(
                        ResourceId.fresh(), facts, Caller.current().subject(), now);
                return RecordRescueResponse.newBuilder()
                        .setRecord(RescueMessages.message(made))
                        .build();
            });
        });
    }

    /** Refuses a caller that speaks for a unit only, unless that one took part. */
    private static void checkTookPart(List<String> units) {
        Caller caller = Caller.current();
        if (caller.unit().filter(units::contains).isEmpty()) {
            caller.mayActFor(units.isEmpty() ? "no unit" : units.getFirst());
        }
    }

    private static void mustSee(RescueRecord found) {
        List<String> units = found.current().facts().units();
        Optional<String> stranger = reader().filter(unit -> !units.contains(unit));
        if (stranger.isPresent()) {
            throw Refusal.of(
                            Reason.ACCESS_DENIED,
                            Caller.current().subject() + " speaks for " + stranger.get() + ", which took no part in "
                                    + found.name() + ". Ask the desk.")
                    .with("unit", stranger.get())
                    .asException();
        }
    }

    /** The unit whose records the caller may read and no others; empty if it may read all. */
    private static Optional<String> reader() {
        Caller caller = Caller.current();
        return caller.hasAny(Role.DISPATCHER, Role.COMMANDER, Role.ENGINEER, Role.SERVICE)
                ? Optional.empty()
                : Optional.of(caller.unit().orElse("no unit"));
    }

    @Override
    public void correctRescue(CorrectRescueRequest request, StreamObserver<CorrectRescueResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), CorrectRescueResponse.parser(), () -> {
                    Instant now = Times.now(clock);
                    RescueRecord corrected = recordRescue.correct(
                            ResourceId.of(request.getName()),
                            request.getEtag(),
                            RescueMessages.told(request.getFacts(), now),
                            request.getReason(),
                            Caller.current().subject(),
                            now);
                    return CorrectRescueResponse.newBuilder()
                            .setRecord(RescueMessages.message(corrected))
                            .build();
                }));
    }

    @Override
    public void getRescue(GetRescueRequest request, StreamObserver<GetRescueResponse> observer) {
        Answer.unary(observer, () -> {
            UUID id = ResourceId.of(request.getName());
            RescueRecord found = unitOfWork
                    .read(() -> rescues.find(id))
                    .orElseThrow(() -> Refusal.notFound(request.getName()).asException());
            mustSee(found);
            return GetRescueResponse.newBuilder()
                    .setRecord(RescueMessages.message(found))
                    .addAllRevisions(found.revisions().stream()
                            .map(RescueMessages::message)
                            .toList())
                    .build();
        });
    }

    @Override
    public void listRescues(ListRescuesRequest request, StreamObserver<ListRescuesResponse> observer) {
        Answer.unary(observer, () -> {
            boolean drills = request.getDrills();
            Page page = Page.of(
                    request.getPageSize(), PAGE_SIZE, request.getPageToken(), "rescueRecords " + drills + reader());
            Optional<String> reader = reader();
            List<RescueRecord> found = unitOfWork.read(() -> rescues.list(page, drills, reader));
            return ListRescuesResponse.newBuilder()
                    .addAllRecords(page.cut(found).stream()
                            .map(RescueMessages::message)
                            .toList())
                    .setNextPageToken(page.next(found, record -> record.id().toString()))
                    .build();
        });
    }

    @Override
    public void summarizeRescues(SummarizeRescuesRequest request, StreamObserver<SummarizeRescuesResponse> observer) {
        Answer.unary(observer, () -> {
            Instant from = Times.instant(request.getFrom());
            Instant until = Times.instant(request.getUntil());
            if (!until.isAfter(from)) {
                throw Refusal.of(Reason.INVALID_FIELD, "The period ends at " + until + ", not after " + from + ".")
                        .withViolations(List.of(new Violation("until", "must be after from")))
                        .asException();
            }
            List<Summary.Row> rows = unitOfWork.read(() -> rescues.sums(from, until));
            return RescueMessages.message(Summary.of(rows, false), Summary.of(rows, true));
        });
    }
}
