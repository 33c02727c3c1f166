package io.qipan.ecology.evidence;

import com.google.protobuf.ByteString;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.qipan.ecology.evidence.model.CustodyHead;
import io.qipan.ecology.evidence.model.Evidence;
import io.qipan.proto.ecology.v1.EvidenceServiceGrpc;
import io.qipan.proto.ecology.v1.GetEvidenceContentRequest;
import io.qipan.proto.ecology.v1.GetEvidenceContentResponse;
import io.qipan.proto.ecology.v1.GetEvidenceRequest;
import io.qipan.proto.ecology.v1.GetEvidenceResponse;
import io.qipan.proto.ecology.v1.HandOverEvidenceRequest;
import io.qipan.proto.ecology.v1.HandOverEvidenceResponse;
import io.qipan.proto.ecology.v1.ListEvidenceRequest;
import io.qipan.proto.ecology.v1.ListEvidenceResponse;
import io.qipan.proto.ecology.v1.ReviewEvidenceRequest;
import io.qipan.proto.ecology.v1.ReviewEvidenceResponse;
import io.qipan.proto.ecology.v1.UploadEvidenceRequest;
import io.qipan.proto.ecology.v1.UploadEvidenceResponse;
import io.qipan.proto.ecology.v1.VerifyCustodyRequest;
import io.qipan.proto.ecology.v1.VerifyCustodyResponse;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.PatientStream;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

@Singleton
public class EvidenceRpc implements RpcService, EvidenceServiceGrpc.AsyncService {
    private static final int USUAL_PAGE = 50;
    /** As long as watches have; for 64 KiB, in either direction. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private final UnitOfWork unitOfWork;
    private final EvidenceRecords records;
    private final EvidenceFiles files;
    private final TakeInEvidence takeInEvidence;
    private final HandOverEvidence handOverEvidence;
    private final ReviewEvidence reviewEvidence;
    private final SendContent sendContent;
    private final OpenStreams openStreams;

    public EvidenceRpc(
            UnitOfWork unitOfWork,
            EvidenceRecords records,
            EvidenceFiles files,
            TakeInEvidence takeInEvidence,
            HandOverEvidence handOverEvidence,
            ReviewEvidence reviewEvidence,
            SendContent sendContent,
            OpenStreams openStreams) {
        this.unitOfWork = unitOfWork;
        this.records = records;
        this.files = files;
        this.takeInEvidence = takeInEvidence;
        this.handOverEvidence = handOverEvidence;
        this.reviewEvidence = reviewEvidence;
        this.sendContent = sendContent;
        this.openStreams = openStreams;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(EvidenceServiceGrpc.bindService(this));
    }

    @Override
    public StreamObserver<UploadEvidenceRequest> uploadEvidence(StreamObserver<UploadEvidenceResponse> observer) {
        ServerCallStreamObserver<UploadEvidenceResponse> sender =
                (ServerCallStreamObserver<UploadEvidenceResponse>) observer;
        UploadStream stream = new UploadStream(sender, PATIENCE);
        stream.open();
        Answer.stream(sender, () -> {
            try (OpenStreams.UnderWay _ = openStreams.begin(stream::end)) {
                sender.onNext(takeInEvidence.takeIn(stream));
            }
        });
        return stream;
    }

    @Override
    public void getEvidence(GetEvidenceRequest request, StreamObserver<GetEvidenceResponse> observer) {
        Answer.unary(
                observer,
                () -> GetEvidenceResponse.newBuilder()
                        .setEvidence(EvidenceMessages.message(found(request.getName())))
                        .build());
    }

    private Evidence found(String name) {
        return unitOfWork.read(() -> EvidenceName.find(name, records::find));
    }

    @Override
    public void getEvidenceContent(
            GetEvidenceContentRequest request, StreamObserver<GetEvidenceContentResponse> observer) {
        ServerCallStreamObserver<GetEvidenceContentResponse> reader =
                (ServerCallStreamObserver<GetEvidenceContentResponse>) observer;
        PatientStream<GetEvidenceContentResponse> patient =
                new PatientStream<>(reader, PATIENCE, "Go on from the offset that you have.");
        Answer.stream(
                reader,
                () -> sendContent.send(
                        found(request.getName()), request.getOffset(), new Downloading(patient, openStreams)));
    }

    @Override
    public void listEvidence(ListEvidenceRequest request, StreamObserver<ListEvidenceResponse> observer) {
        Answer.unary(observer, () -> {
            Page page = Page.of(request.getPageSize(), USUAL_PAGE, request.getPageToken(), request.getCase());
            List<Evidence> found = unitOfWork.read(
                    () -> records.list(request.getCase(), page.after(UUID::fromString), page.size() + 1));
            return ListEvidenceResponse.newBuilder()
                    .addAllEvidence(page.cut(found).stream()
                            .map(EvidenceMessages::message)
                            .toList())
                    .setNextPageToken(page.next(found, last -> last.id().toString()))
                    .build();
        });
    }

    @Override
    public void handOverEvidence(HandOverEvidenceRequest request, StreamObserver<HandOverEvidenceResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        HandOverEvidenceResponse.parser(),
                        () -> HandOverEvidenceResponse.newBuilder()
                                .setEvidence(EvidenceMessages.message(handOverEvidence.handOver(
                                        request, Caller.current().subject())))
                                .build()));
    }

    @Override
    public void reviewEvidence(ReviewEvidenceRequest request, StreamObserver<ReviewEvidenceResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        ReviewEvidenceResponse.parser(),
                        () -> ReviewEvidenceResponse.newBuilder()
                                .setEvidence(EvidenceMessages.message(reviewEvidence.review(
                                        request, Caller.current().subject())))
                                .build()));
    }

    @Override
    public void verifyCustody(VerifyCustodyRequest request, StreamObserver<VerifyCustodyResponse> observer) {
        Answer.unary(observer, () -> {
            List<CustodyHead> seen = new ArrayList<>();
            Evidence evidence = unitOfWork.read(() -> {
                records.journaledHead(request.getName()).ifPresent(seen::add);
                return EvidenceName.find(request.getName(), records::find);
            });
            EvidenceMessages.noted(request).ifPresent(seen::add);
            return EvidenceMessages.verified(evidence, files.check(evidence.content()), seen);
        });
    }

    private record Downloading(PatientStream<GetEvidenceContentResponse> stream, OpenStreams openStreams)
            implements SendContent.Reader {

        @Override
        public boolean isGone() {
            return stream.isGone();
        }

        @Override
        public void take(long offset, ByteBuffer chunk) throws InterruptedException {
            openStreams.checkGoesOn();
            stream.send(
                    GetEvidenceContentResponse.newBuilder()
                            .setOffset(offset)
                            .setChunk(ByteString.copyFrom(chunk))
                            .build(),
                    openStreams::checkGoesOn);
        }
    }
}
