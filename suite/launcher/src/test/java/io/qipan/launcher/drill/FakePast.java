package io.qipan.launcher.drill;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.rpc.Code;
import io.grpc.Server;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.qipan.launcher.Address;
import io.qipan.launcher.Board;
import io.qipan.launcher.Service;
import io.qipan.launcher.fake.FakeRefusal;
import io.qipan.proto.common.v1.Change;
import io.qipan.proto.common.v1.ErrorReason;
import io.qipan.proto.dispatch.v1.AfterActionServiceGrpc;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CallServiceGrpc;
import io.qipan.proto.dispatch.v1.CreateCallRequest;
import io.qipan.proto.dispatch.v1.CreateCallResponse;
import io.qipan.proto.dispatch.v1.EndCallRequest;
import io.qipan.proto.dispatch.v1.EndCallResponse;
import io.qipan.proto.dispatch.v1.EndIncidentRequest;
import io.qipan.proto.dispatch.v1.EndIncidentResponse;
import io.qipan.proto.dispatch.v1.GetCallRequest;
import io.qipan.proto.dispatch.v1.GetCallResponse;
import io.qipan.proto.dispatch.v1.GetIncidentRequest;
import io.qipan.proto.dispatch.v1.GetIncidentResponse;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentServiceGrpc;
import io.qipan.proto.dispatch.v1.ListCallsRequest;
import io.qipan.proto.dispatch.v1.ListCallsResponse;
import io.qipan.proto.dispatch.v1.ListIncidentsRequest;
import io.qipan.proto.dispatch.v1.ListIncidentsResponse;
import io.qipan.proto.dispatch.v1.OpenIncidentRequest;
import io.qipan.proto.dispatch.v1.OpenIncidentResponse;
import io.qipan.proto.dispatch.v1.ShowMomentRequest;
import io.qipan.proto.dispatch.v1.ShowMomentResponse;
import io.qipan.proto.dispatch.v1.ShowStoryRequest;
import io.qipan.proto.dispatch.v1.ShowStoryResponse;
import io.qipan.proto.dispatch.v1.StoryEntry;
import io.qipan.proto.dispatch.v1.StoryHead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A board with a past that a test writes, and a feed of what is done on it now. */
final class FakePast implements AutoCloseable {
    final Map<String, Call> calls = new LinkedHashMap<>();
    final Map<String, Incident> incidents = new LinkedHashMap<>();
    /** What is ended with open orders is refused. */
    boolean ordersOpen;

    /** What those who practise make of each call of the exercise, as soon as it rings. */
    UnaryOperator<Call> practised = call -> call;

    /** So many incidents are opened as an exercise, and the next one is refused. */
    int mostOpened = Integer.MAX_VALUE;

    /** The story of an exercise cannot be read. */
    boolean drillsForgotten;

    /** When everything of an exercise is recorded. */
    static final Timestamp DRILLED =
            Timestamp.newBuilder().setSeconds(4_000_000_000L).build();

    private record Entry(String incident, StoryEntry told, Message state) {}

    private final List<Entry> feed = new ArrayList<>();
    private final Server server;

    FakePast() {
        try {
            server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .addService(new Calls())
                    .addService(new Incidents())
                    .addService(new AfterAction())
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Board connect() {
        Map<Service, Address> addresses = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            addresses.put(service, Address.local(server.getPort()));
        }
        return Board.connect(addresses, "no token", Board.DEFAULT_DEADLINE);
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    void tell(String incident, String action, double sinceS, Message state) {
        String resource = (String) state.getField(state.getDescriptorForType().findFieldByName("name"));
        feed.add(new Entry(
                incident,
                StoryEntry.newBuilder()
                        .setRevision(feed.size() + 1L)
                        .setResource(resource)
                        .setAction(action)
                        .setSinceS(sinceS)
                        .setRecordedAt(Timestamp.newBuilder().setSeconds(feed.size() + 1L))
                        .build(),
                state));
    }

    Collection<Call> drilledCalls() {
        return calls.values().stream().filter(Call::getDrill).toList();
    }

    Collection<Incident> drilledIncidents() {
        return incidents.values().stream().filter(Incident::getDrill).toList();
    }

    private static <T> void answer(StreamObserver<T> observer, Supplier<T> work) {
        T reply;
        try {
            reply = work.get();
        } catch (StatusRuntimeException refusal) {
            observer.onError(refusal);
            return;
        }
        observer.onNext(reply);
        observer.onCompleted();
    }

    private final class Calls extends CallServiceGrpc.CallServiceImplBase {

        @Override
        public void listCalls(ListCallsRequest request, StreamObserver<ListCallsResponse> observer) {
            answer(
                    observer,
                    () -> ListCallsResponse.newBuilder()
                            .addAllCalls(List.copyOf(calls.values()).reversed())
                            .build());
        }

        @Override
        public void getCall(GetCallRequest request, StreamObserver<GetCallResponse> observer) {
            answer(
                    observer,
                    () -> GetCallResponse.newBuilder()
                            .setCall(calls.get(request.getName()))
                            .build());
        }

        @Override
        public void createCall(CreateCallRequest request, StreamObserver<CreateCallResponse> observer) {
            answer(observer, () -> {
                Call call = Call.newBuilder()
                        .setName("calls/" + UUID.randomUUID())
                        .setNumber("C-drill")
                        .setEtag("1")
                        .setState(Call.State.OPEN)
                        .setCallerId(request.getCallerId())
                        .setDescription(request.getDescription())
                        .setExternalReference(request.getExternalReference())
                        .setDrill(request.getDrill())
                        .setRecordedAt(DRILLED)
                        .build();
                calls.put(call.getName(), practised.apply(call));
                return CreateCallResponse.newBuilder().setCall(call).build();
            });
        }

        @Override
        public void endCall(EndCallRequest request, StreamObserver<EndCallResponse> observer) {
            answer(observer, () -> {
                Call ended = requireNonNull(calls.get(request.getName())).toBuilder()
                        .setState(Call.State.ENDED)
                        .build();
                calls.put(ended.getName(), ended);
                return EndCallResponse.newBuilder().setCall(ended).build();
            });
        }
    }

    private final class Incidents extends IncidentServiceGrpc.IncidentServiceImplBase {

        @Override
        public void listIncidents(ListIncidentsRequest request, StreamObserver<ListIncidentsResponse> observer) {
            answer(
                    observer,
                    () -> ListIncidentsResponse.newBuilder()
                            .addAllIncidents(List.copyOf(incidents.values()).reversed())
                            .build());
        }

        @Override
        public void getIncident(GetIncidentRequest request, StreamObserver<GetIncidentResponse> observer) {
            answer(
                    observer,
                    () -> GetIncidentResponse.newBuilder()
                            .setIncident(incidents.get(request.getName()))
                            .build());
        }

        @Override
        public void openIncident(OpenIncidentRequest request, StreamObserver<OpenIncidentResponse> observer) {
            answer(observer, () -> {
                if (drilledIncidents().size() >= mostOpened) {
                    throw FakeRefusal.of(Code.INVALID_ARGUMENT, ErrorReason.INVALID_FIELD, Map.of("field", "type"));
                }
                Incident incident = Incident.newBuilder()
                        .setName("incidents/" + UUID.randomUUID())
                        .setNumber("I-drill-" + incidents.size())
                        .setEtag("1")
                        .setState(Incident.State.NEW)
                        .setType(request.getType())
                        .setPriority(request.getOptionalPriority())
                        .setDrill(request.getDrill())
                        .setRecordedAt(DRILLED)
                        .addCalls(request.getOptionalCall())
                        .build();
                incidents.put(incident.getName(), incident);
                calls.computeIfPresent(
                        request.getOptionalCall(),
                        (_, call) -> call.toBuilder()
                                .setState(Call.State.ENDED)
                                .setIncident(incident.getName())
                                .build());
                tell(incident.getName(), "incident.opened", 0, incident);
                return OpenIncidentResponse.newBuilder().setIncident(incident).build();
            });
        }

        @Override
        public void endIncident(EndIncidentRequest request, StreamObserver<EndIncidentResponse> observer) {
            answer(observer, () -> {
                if (ordersOpen) {
                    throw FakeRefusal.of(
                            Code.FAILED_PRECONDITION,
                            ErrorReason.ORDERS_OPEN,
                            Map.of("resource", request.getName(), "open_orders", "1"));
                }
                Incident ended = requireNonNull(incidents.get(request.getName())).toBuilder()
                        .setState(Incident.State.ENDED)
                        .setRationale(request.getRationale())
                        .build();
                incidents.put(ended.getName(), ended);
                return EndIncidentResponse.newBuilder().setIncident(ended).build();
            });
        }
    }

    private final class AfterAction extends AfterActionServiceGrpc.AfterActionServiceImplBase {

        @Override
        public void showStory(ShowStoryRequest request, StreamObserver<ShowStoryResponse> observer) {
            if (drillsForgotten
                    && requireNonNull(incidents.get(request.getIncident())).getDrill()) {
                observer.onError(FakeRefusal.of(
                        Code.NOT_FOUND, ErrorReason.NOT_FOUND, Map.of("resource", request.getIncident())));
                return;
            }
            answer(
                    observer,
                    () -> ShowStoryResponse.newBuilder()
                            .setHead(StoryHead.newBuilder()
                                    .setIncident(request.getIncident())
                                    .setNumber(requireNonNull(incidents.get(request.getIncident()))
                                            .getNumber()))
                            .addAllEntries(feed.stream()
                                    .filter(entry -> entry.incident().equals(request.getIncident()))
                                    .map(Entry::told)
                                    .toList())
                            .build());
        }

        @Override
        public void showMoment(ShowMomentRequest request, StreamObserver<ShowMomentResponse> observer) {
            answer(observer, () -> {
                Map<String, Change> last = new LinkedHashMap<>();
                feed.stream()
                        .filter(entry -> entry.incident().equals(request.getOptionalIncident()))
                        .filter(entry -> entry.told().getRecordedAt().getSeconds()
                                <= request.getAt().getSeconds())
                        .filter(entry -> request.getOptionalRevision() == 0
                                || entry.told().getRevision() <= request.getOptionalRevision())
                        .filter(entry -> request.getKindsList().stream()
                                .anyMatch(kind -> entry.told().getResource().startsWith(kind + "/")))
                        .forEach(entry -> last.put(
                                entry.told().getResource(),
                                Change.newBuilder()
                                        .setResource(entry.told().getResource())
                                        .setState(Any.pack(entry.state()))
                                        .build()));
                return ShowMomentResponse.newBuilder()
                        .addAllResources(last.values())
                        .build();
            });
        }
    }
}
