package io.qipan.dispatch.complaint;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.dispatch.complaint.model.Complaint;
import io.qipan.dispatch.id.model.ComplaintId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.proto.dispatch.v1.AnswerComplaintRequest;
import io.qipan.proto.dispatch.v1.AnswerComplaintResponse;
import io.qipan.proto.dispatch.v1.CloseComplaintRequest;
import io.qipan.proto.dispatch.v1.CloseComplaintResponse;
import io.qipan.proto.dispatch.v1.ComplaintServiceGrpc;
import io.qipan.proto.dispatch.v1.ExamineComplaintRequest;
import io.qipan.proto.dispatch.v1.ExamineComplaintResponse;
import io.qipan.proto.dispatch.v1.GetComplaintRequest;
import io.qipan.proto.dispatch.v1.GetComplaintResponse;
import io.qipan.proto.dispatch.v1.ListComplaintsRequest;
import io.qipan.proto.dispatch.v1.ListComplaintsResponse;
import io.qipan.proto.dispatch.v1.OpenComplaintRequest;
import io.qipan.proto.dispatch.v1.OpenComplaintResponse;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

@Singleton
class ComplaintRpc implements RpcService, ComplaintServiceGrpc.AsyncService {
    private static final int USUAL_PAGE = 50;

    private final UnitOfWork unitOfWork;
    private final OpenComplaint open;
    private final WorkComplaint work;
    private final Complaints complaints;

    ComplaintRpc(UnitOfWork unitOfWork, OpenComplaint open, WorkComplaint work, Complaints complaints) {
        this.unitOfWork = unitOfWork;
        this.open = open;
        this.work = work;
        this.complaints = complaints;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(ComplaintServiceGrpc.bindService(this));
    }

    @Override
    public void openComplaint(OpenComplaintRequest request, StreamObserver<OpenComplaintResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        OpenComplaintResponse.parser(),
                        () -> OpenComplaintResponse.newBuilder()
                                .setComplaint(ComplaintMessages.message(open.open(request, Caller.current())))
                                .build()));
    }

    @Override
    public void examineComplaint(ExamineComplaintRequest request, StreamObserver<ExamineComplaintResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        ExamineComplaintResponse.parser(),
                        () -> ExamineComplaintResponse.newBuilder()
                                .setComplaint(ComplaintMessages.message(work.examine(request, Caller.current())))
                                .build()));
    }

    @Override
    public void answerComplaint(AnswerComplaintRequest request, StreamObserver<AnswerComplaintResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        AnswerComplaintResponse.parser(),
                        () -> AnswerComplaintResponse.newBuilder()
                                .setComplaint(ComplaintMessages.message(work.answer(request, Caller.current())))
                                .build()));
    }

    @Override
    public void closeComplaint(CloseComplaintRequest request, StreamObserver<CloseComplaintResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        CloseComplaintResponse.parser(),
                        () -> CloseComplaintResponse.newBuilder()
                                .setComplaint(ComplaintMessages.message(work.close(request)))
                                .build()));
    }

    @Override
    public void getComplaint(GetComplaintRequest request, StreamObserver<GetComplaintResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> complaints
                        .find(ComplaintId.parse(request.getName()))
                        .map(complaint -> GetComplaintResponse.newBuilder()
                                .setComplaint(ComplaintMessages.message(complaint))
                                .build())
                        .orElseThrow(() -> Refusal.notFound(request.getName()).asException())));
    }

    @Override
    public void listComplaints(ListComplaintsRequest request, StreamObserver<ListComplaintsResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    Optional<IncidentId> incident = Optional.of(request.getOptionalIncident())
                            .filter(name -> !name.isEmpty())
                            .map(IncidentId::parse);
                    Page page = Page.of(
                            request.getPageSize(),
                            USUAL_PAGE,
                            request.getPageToken(),
                            "complaints " + request.getOpenOnly() + request.getOptionalIncident());
                    List<Complaint> found = complaints.list(
                            new Complaints.Filter(incident, request.getOpenOnly()),
                            page.after(ComplaintId::parse),
                            page.size() + 1);
                    return ListComplaintsResponse.newBuilder()
                            .addAllComplaints(page.cut(found).stream()
                                    .map(ComplaintMessages::message)
                                    .toList())
                            .setNextPageToken(
                                    page.next(found, complaint -> complaint.id().name()))
                            .build();
                }));
    }
}
