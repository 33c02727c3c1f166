package io.qipan.dispatch.incident;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.dispatch.call.CallMessages;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.proto.dispatch.v1.AddIncidentLocationRequest;
import io.qipan.proto.dispatch.v1.AddIncidentLocationResponse;
import io.qipan.proto.dispatch.v1.AttachCallRequest;
import io.qipan.proto.dispatch.v1.AttachCallResponse;
import io.qipan.proto.dispatch.v1.ChooseIncidentLocationRequest;
import io.qipan.proto.dispatch.v1.ChooseIncidentLocationResponse;
import io.qipan.proto.dispatch.v1.DetachCallRequest;
import io.qipan.proto.dispatch.v1.DetachCallResponse;
import io.qipan.proto.dispatch.v1.EndIncidentRequest;
import io.qipan.proto.dispatch.v1.EndIncidentResponse;
import io.qipan.proto.dispatch.v1.GetIncidentRequest;
import io.qipan.proto.dispatch.v1.GetIncidentResponse;
import io.qipan.proto.dispatch.v1.IncidentServiceGrpc;
import io.qipan.proto.dispatch.v1.ListIncidentTypesRequest;
import io.qipan.proto.dispatch.v1.ListIncidentTypesResponse;
import io.qipan.proto.dispatch.v1.ListIncidentsRequest;
import io.qipan.proto.dispatch.v1.ListIncidentsResponse;
import io.qipan.proto.dispatch.v1.MonitorIncidentRequest;
import io.qipan.proto.dispatch.v1.MonitorIncidentResponse;
import io.qipan.proto.dispatch.v1.OpenIncidentRequest;
import io.qipan.proto.dispatch.v1.OpenIncidentResponse;
import io.qipan.proto.dispatch.v1.QueueIncidentRequest;
import io.qipan.proto.dispatch.v1.QueueIncidentResponse;
import io.qipan.proto.dispatch.v1.ReclassifyIncidentRequest;
import io.qipan.proto.dispatch.v1.ReclassifyIncidentResponse;
import io.qipan.proto.dispatch.v1.TakeOverIncidentRequest;
import io.qipan.proto.dispatch.v1.TakeOverIncidentResponse;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.journal.JournaledKinds;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

@Singleton
class IncidentRpc implements RpcService, IncidentServiceGrpc.AsyncService {
    /**
     * As the journal has them: the words of a suggestion are the caller's, and not for everybody who reads incidents.
     */
    private static final String INTERVIEWS = "incidentInterviews";

    private final UnitOfWork unitOfWork;
    private final OpenIncident openIncident;
    private final WorkIncident work;
    private final DetachCall detachCall;
    private final ReclassifyIncident reclassifyIncident;
    private final EndIncident endIncident;
    private final Incidents incidents;
    private final Interviews interviews;
    private final JournaledKinds kinds;

    IncidentRpc(
            UnitOfWork unitOfWork,
            OpenIncident openIncident,
            WorkIncident work,
            DetachCall detachCall,
            ReclassifyIncident reclassifyIncident,
            EndIncident endIncident,
            Incidents incidents,
            Interviews interviews,
            JournaledKinds kinds) {
        this.unitOfWork = unitOfWork;
        this.openIncident = openIncident;
        this.work = work;
        this.detachCall = detachCall;
        this.reclassifyIncident = reclassifyIncident;
        this.endIncident = endIncident;
        this.incidents = incidents;
        this.interviews = interviews;
        this.kinds = kinds;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(IncidentServiceGrpc.bindService(this));
    }

    @Override
    public void openIncident(OpenIncidentRequest request, StreamObserver<OpenIncidentResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        OpenIncidentResponse.parser(),
                        () -> OpenIncidentResponse.newBuilder()
                                .setIncident(message(openIncident.open(request, Caller.current())))
                                .build()));
    }

    @Override
    public void getIncident(GetIncidentRequest request, StreamObserver<GetIncidentResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    IncidentId id = IncidentId.parse(request.getName());
                    return GetIncidentResponse.newBuilder()
                            .setIncident(message(work.read(id, Caller.current())))
                            .addAllInterviews(
                                    kinds.mayRead(Caller.current(), INTERVIEWS) ? interviews.newest(id) : List.of())
                            .build();
                }));
    }

    @Override
    public void listIncidents(ListIncidentsRequest request, StreamObserver<ListIncidentsResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    Set<String> states = request.getOptionalStatesList().stream()
                            .map(state -> state.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.toCollection(java.util.TreeSet::new));
                    Page page = Page.of(request.getPageSize(), 50, request.getPageToken(), "incidents " + states);
                    List<Incident> found = incidents.list(states, page.after(IncidentId::parse), page.size() + 1);
                    return ListIncidentsResponse.newBuilder()
                            .addAllIncidents(page.cut(found).stream()
                                    .map(IncidentRpc::message)
                                    .toList())
                            .setNextPageToken(
                                    page.next(found, incident -> incident.id().name()))
                            .build();
                }));
    }

    @Override
    public void listIncidentTypes(
            ListIncidentTypesRequest request, StreamObserver<ListIncidentTypesResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> ListIncidentTypesResponse.newBuilder()
                        .addAllTypes(incidents.listTypes().stream()
                                .map(IncidentMessages::message)
                                .toList())
                        .build()));
    }

    @Override
    public void attachCall(AttachCallRequest request, StreamObserver<AttachCallResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        AttachCallResponse.parser(),
                        () -> AttachCallResponse.newBuilder()
                                .setIncident(message(work.attach(request, Caller.current())))
                                .build()));
    }

    @Override
    public void detachCall(DetachCallRequest request, StreamObserver<DetachCallResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), DetachCallResponse.parser(), () -> {
                    DetachCall.Outcome outcome = detachCall.detach(request, Caller.current());
                    DetachCallResponse.Builder response = DetachCallResponse.newBuilder()
                            .setIncident(message(outcome.incident()))
                            .setCall(CallMessages.message(outcome.call()));
                    outcome.opened().ifPresent(opened -> response.setOpened(message(opened)));
                    return response.build();
                }));
    }

    @Override
    public void addIncidentLocation(
            AddIncidentLocationRequest request, StreamObserver<AddIncidentLocationResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        AddIncidentLocationResponse.parser(),
                        () -> AddIncidentLocationResponse.newBuilder()
                                .setIncident(message(work.locate(request, Caller.current())))
                                .build()));
    }

    @Override
    public void chooseIncidentLocation(
            ChooseIncidentLocationRequest request, StreamObserver<ChooseIncidentLocationResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        ChooseIncidentLocationResponse.parser(),
                        () -> ChooseIncidentLocationResponse.newBuilder()
                                .setIncident(message(work.choose(request, Caller.current())))
                                .build()));
    }

    @Override
    public void reclassifyIncident(
            ReclassifyIncidentRequest request, StreamObserver<ReclassifyIncidentResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        ReclassifyIncidentResponse.parser(),
                        () -> ReclassifyIncidentResponse.newBuilder()
                                .setIncident(message(reclassifyIncident.reclassify(request, Caller.current())))
                                .build()));
    }

    @Override
    public void takeOverIncident(TakeOverIncidentRequest request, StreamObserver<TakeOverIncidentResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        TakeOverIncidentResponse.parser(),
                        () -> TakeOverIncidentResponse.newBuilder()
                                .setIncident(message(work.takeOver(request, Caller.current())))
                                .build()));
    }

    @Override
    public void queueIncident(QueueIncidentRequest request, StreamObserver<QueueIncidentResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        QueueIncidentResponse.parser(),
                        () -> QueueIncidentResponse.newBuilder()
                                .setIncident(message(work.queue(request)))
                                .build()));
    }

    @Override
    public void monitorIncident(MonitorIncidentRequest request, StreamObserver<MonitorIncidentResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        MonitorIncidentResponse.parser(),
                        () -> MonitorIncidentResponse.newBuilder()
                                .setIncident(message(work.monitor(request)))
                                .build()));
    }

    @Override
    public void endIncident(EndIncidentRequest request, StreamObserver<EndIncidentResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        EndIncidentResponse.parser(),
                        () -> EndIncidentResponse.newBuilder()
                                .setIncident(message(endIncident.end(request, Caller.current())))
                                .build()));
    }

    private static io.qipan.proto.dispatch.v1.Incident message(Incident incident) {
        return IncidentMessages.message(incident);
    }
}
