package io.qipan.ecology.fieldwork;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.proto.ecology.v1.AddFieldRecordRequest;
import io.qipan.proto.ecology.v1.AddFieldRecordResponse;
import io.qipan.proto.ecology.v1.AnnulFieldRecordRequest;
import io.qipan.proto.ecology.v1.AnnulFieldRecordResponse;
import io.qipan.proto.ecology.v1.CorrectFieldRecordRequest;
import io.qipan.proto.ecology.v1.CorrectFieldRecordResponse;
import io.qipan.proto.ecology.v1.FieldRecord;
import io.qipan.proto.ecology.v1.FieldRecord.Matter;
import io.qipan.proto.ecology.v1.FieldRecordServiceGrpc;
import io.qipan.proto.ecology.v1.GetFieldRecordRequest;
import io.qipan.proto.ecology.v1.GetFieldRecordResponse;
import io.qipan.proto.ecology.v1.ListFieldRecordsRequest;
import io.qipan.proto.ecology.v1.ListFieldRecordsResponse;
import io.qipan.runtime.caller.Caller;
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
public class FieldRecordRpc implements RpcService, FieldRecordServiceGrpc.AsyncService {
    private static final int PAGE_SIZE = 50;

    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final FieldRecords records;
    private final AddFieldRecord addFieldRecord;
    private final ChangeFieldRecord changeFieldRecord;

    public FieldRecordRpc(
            UnitOfWork unitOfWork,
            InstantSource clock,
            FieldRecords records,
            AddFieldRecord addFieldRecord,
            ChangeFieldRecord changeFieldRecord) {
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.records = records;
        this.addFieldRecord = addFieldRecord;
        this.changeFieldRecord = changeFieldRecord;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(FieldRecordServiceGrpc.bindService(this));
    }

    @Override
    public void addFieldRecord(AddFieldRecordRequest request, StreamObserver<AddFieldRecordResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        AddFieldRecordResponse.parser(),
                        () -> AddFieldRecordResponse.newBuilder()
                                .setRecord(addFieldRecord.add(
                                        request.getEntry(), Caller.current().subject(), Times.now(clock)))
                                .build()));
    }

    @Override
    public void correctFieldRecord(
            CorrectFieldRecordRequest request, StreamObserver<CorrectFieldRecordResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        CorrectFieldRecordResponse.parser(),
                        () -> CorrectFieldRecordResponse.newBuilder()
                                .setRecord(changeFieldRecord.correct(
                                        request.getName(),
                                        request.getEtag(),
                                        request.getEntry(),
                                        request.getReason(),
                                        Times.now(clock)))
                                .build()));
    }

    @Override
    public void annulFieldRecord(AnnulFieldRecordRequest request, StreamObserver<AnnulFieldRecordResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        AnnulFieldRecordResponse.parser(),
                        () -> AnnulFieldRecordResponse.newBuilder()
                                .setRecord(changeFieldRecord.annul(
                                        request.getName(), request.getEtag(), request.getReason(), Times.now(clock)))
                                .build()));
    }

    @Override
    public void getFieldRecord(GetFieldRecordRequest request, StreamObserver<GetFieldRecordResponse> observer) {
        Answer.unary(observer, () -> {
            FieldRecord found = unitOfWork
                    .read(() -> FieldRecordName.parse(request.getName()).flatMap(records::find))
                    .orElseThrow(() -> Refusal.notFound(request.getName()).asException());
            return GetFieldRecordResponse.newBuilder().setRecord(found).build();
        });
    }

    @Override
    public void listFieldRecords(ListFieldRecordsRequest request, StreamObserver<ListFieldRecordsResponse> observer) {
        Answer.unary(observer, () -> {
            Optional<Matter> matter =
                    Optional.of(request.getOptionalMatter()).filter(given -> given != Matter.MATTER_UNSPECIFIED);
            Page page = Page.of(request.getPageSize(), PAGE_SIZE, request.getPageToken(), "field records " + matter);
            Optional<UUID> before = page.after(UUID::fromString);
            List<FieldRecord> found = unitOfWork.read(() -> records.list(matter, before, page.size() + 1));
            return ListFieldRecordsResponse.newBuilder()
                    .addAllRecords(page.cut(found))
                    .setNextPageToken(
                            page.next(found, last -> last.getName().substring(FieldRecordName.PREFIX.length())))
                    .build();
        });
    }
}
