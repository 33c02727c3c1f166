package io.qipan.ecology.casefile;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import com.google.protobuf.Timestamp;
import io.grpc.stub.StreamObserver;
import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.procedure.model.Move;
import io.qipan.proto.ecology.v1.Case;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * Serves the RPCs of a procedure: they share the first five fields of the request, some tell of a notice, and they answer
 * with the case.
 */
@Singleton
public class StepRequest {
    private final UnitOfWork unitOfWork;
    private final TakeStep takeStep;
    private final InstantSource clock;

    public StepRequest(UnitOfWork unitOfWork, TakeStep takeStep, InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.takeStep = takeStep;
        this.clock = clock;
    }

    <R extends Message> void answer(
            StreamObserver<R> observer, Message request, Parser<R> reply, Move move, Function<Case, R> response) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), reply, () -> {
                    CaseFile taken = takeStep.take(move, report(request));
                    return response.apply(CaseMessages.message(taken));
                }));
    }

    private TakeStep.Report report(Message request) {
        FieldDescriptor notice = request.getDescriptorForType().findFieldByName("notice_received_at");
        return new TakeStep.Report(
                text(request, "name"),
                text(request, "etag"),
                time(request, field(request, "occurred_at")),
                notice == null ? Optional.empty() : time(request, notice),
                text(request, "reason"),
                Caller.current().subject());
    }

    private Optional<Instant> time(Message request, FieldDescriptor field) {
        return request.hasField(field)
                ? Optional.of(Times.occurred(true, (Timestamp) request.getField(field), clock.instant()))
                : Optional.empty();
    }

    private static String text(Message request, String name) {
        return (String) request.getField(field(request, name));
    }

    private static FieldDescriptor field(Message request, String name) {
        Descriptor type = request.getDescriptorForType();
        FieldDescriptor field = type.findFieldByName(name);
        if (field == null) {
            throw new IllegalArgumentException(type.getFullName() + " has no field " + name);
        }
        return field;
    }
}
