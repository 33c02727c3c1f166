package io.qipan.ecology.oversight;

import com.github.f4b6a3.uuid.UuidCreator;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.ecology.oversight.Entries.Filter;
import io.qipan.ecology.oversight.ReadEntries.Found;
import io.qipan.ecology.oversight.model.Consultation;
import io.qipan.ecology.oversight.model.EntryKind;
import io.qipan.proto.ecology.v1.ConsultationServiceGrpc;
import io.qipan.proto.ecology.v1.GetConsultationRequest;
import io.qipan.proto.ecology.v1.GetConsultationResponse;
import io.qipan.proto.ecology.v1.ListConsultationsRequest;
import io.qipan.proto.ecology.v1.ListConsultationsResponse;
import io.qipan.proto.ecology.v1.RecordConsultationRequest;
import io.qipan.proto.ecology.v1.RecordConsultationResponse;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

@Singleton
public class ConsultationRpc implements RpcService, ConsultationServiceGrpc.AsyncService {
    private final UnitOfWork unitOfWork;
    private final RecordConsultation record;
    private final ReadEntries read;
    private final InstantSource clock;

    public ConsultationRpc(UnitOfWork unitOfWork, RecordConsultation record, ReadEntries read, InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.record = record;
        this.read = read;
        this.clock = clock;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(ConsultationServiceGrpc.bindService(this));
    }

    @Override
    public void recordConsultation(
            RecordConsultationRequest request, StreamObserver<RecordConsultationResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), RecordConsultationResponse.parser(), () -> {
                    Instant now = Times.now(clock);
                    Consultation consultation = ConsultationMessages.recorded(
                            request,
                            UuidCreator.getTimeOrderedEpoch(),
                            Caller.current().subject(),
                            now);
                    return RecordConsultationResponse.newBuilder()
                            .setConsultation(ConsultationMessages.message(record.record(consultation)))
                            .build();
                }));
    }

    @Override
    public void getConsultation(GetConsultationRequest request, StreamObserver<GetConsultationResponse> observer) {
        Answer.unary(
                observer,
                () -> GetConsultationResponse.newBuilder()
                        .setConsultation(ConsultationMessages.message(read.get(Consultation.class, request.getName())))
                        .build());
    }

    @Override
    public void listConsultations(
            ListConsultationsRequest request, StreamObserver<ListConsultationsResponse> observer) {
        Answer.unary(observer, () -> {
            Filter filter = new Filter(
                    EntryKind.CONSULTATION,
                    Optional.of(request.getOptionalSubject()).filter(name -> !name.isEmpty()),
                    Optional.empty(),
                    Optional.empty());
            Found<Consultation> found =
                    read.list(Consultation.class, filter, request.getPageSize(), request.getPageToken());
            return ListConsultationsResponse.newBuilder()
                    .addAllConsultations(found.entries().stream()
                            .map(ConsultationMessages::message)
                            .toList())
                    .setNextPageToken(found.nextPageToken())
                    .build();
        });
    }
}
