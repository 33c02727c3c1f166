package io.qipan.launcher.demo;

import io.grpc.CallCredentials;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.qipan.launcher.client.RequestId;
import io.qipan.launcher.client.Retries;
import io.qipan.launcher.client.TwoPeople;
import io.qipan.proto.common.v1.LocationInput;
import io.qipan.proto.dispatch.v1.AddIncidentLocationRequest;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CallOutcome;
import io.qipan.proto.dispatch.v1.CallServiceGrpc;
import io.qipan.proto.dispatch.v1.CreateCallRequest;
import io.qipan.proto.dispatch.v1.EndCallRequest;
import io.qipan.proto.dispatch.v1.EndIncidentRequest;
import io.qipan.proto.dispatch.v1.GetCallRequest;
import io.qipan.proto.dispatch.v1.GetIncidentRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentOutcome;
import io.qipan.proto.dispatch.v1.IncidentServiceGrpc;
import io.qipan.proto.dispatch.v1.IncidentServiceGrpc.IncidentServiceBlockingStub;
import io.qipan.proto.dispatch.v1.ListOrdersRequest;
import io.qipan.proto.dispatch.v1.Need;
import io.qipan.proto.dispatch.v1.OpenIncidentRequest;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.OrderServiceGrpc;
import io.qipan.proto.dispatch.v1.OrderServiceGrpc.OrderServiceBlockingStub;
import io.qipan.proto.dispatch.v1.RecommendUnitsRequest;
import io.qipan.proto.dispatch.v1.RecommendUnitsResponse;
import io.qipan.proto.dispatch.v1.RecommendationServiceGrpc;
import io.qipan.proto.dispatch.v1.RequestOrdersRequest;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** What call-taker and dispatcher do at their desks. Reads the incident before each step that changes it. */
final class Desk {

    private final Channel dispatch;
    private final Cast cast;
    private final Retries retries = new Retries(Duration.ofSeconds(15));

    Desk(Channel dispatch, Cast cast) {
        this.dispatch = dispatch;
        this.cast = cast;
    }

    Call receive(CreateCallRequest.Builder call) {
        return receive(call, cast.callTaker());
    }

    /** At the desk of one of several call-takers. */
    Call receive(CreateCallRequest.Builder call, CallCredentials taker) {
        CreateCallRequest request = call.setRequestId(RequestId.fresh()).build();
        return retries.call(() -> CallServiceGrpc.newBlockingStub(dispatch)
                        .withCallCredentials(taker)
                        .createCall(request))
                .getCall();
    }

    Call call(String name) {
        GetCallRequest request = GetCallRequest.newBuilder().setName(name).build();
        return retries.call(() -> CallServiceGrpc.newBlockingStub(dispatch)
                        .withCallCredentials(cast.dispatcher())
                        .getCall(request))
                .getCall();
    }

    /** Ends a call that never became an incident. */
    void giveUp(Call call, String rationale) {
        end(call, CallOutcome.NO_ACTION, rationale);
    }

    /** Ends a call whose caller was told what to do. */
    void advise(Call call, String rationale) {
        end(call, CallOutcome.CALLER_ADVISED, rationale);
    }

    private void end(Call call, CallOutcome outcome, String rationale) {
        EndCallRequest request = EndCallRequest.newBuilder()
                .setRequestId(RequestId.fresh())
                .setName(call.getName())
                .setEtag(call.getEtag())
                .setOutcome(outcome)
                .setRationale(rationale)
                .build();
        CallServiceGrpc.CallServiceBlockingStub calls =
                CallServiceGrpc.newBlockingStub(dispatch).withCallCredentials(cast.callTaker());
        retries.call(() -> calls.endCall(request));
    }

    Incident open(Call call, String type) {
        OpenIncidentRequest request = OpenIncidentRequest.newBuilder()
                .setRequestId(RequestId.fresh())
                .setOptionalCall(call.getName())
                .setOptionalCallEtag(call.getEtag())
                .setType(type)
                .build();
        return retries.call(() -> incidents().openIncident(request)).getIncident();
    }

    Incident incident(String name) {
        GetIncidentRequest request =
                GetIncidentRequest.newBuilder().setName(name).build();
        return retries.call(() -> incidents().getIncident(request)).getIncident();
    }

    Incident locate(String incident, LocationInput location, boolean choose) {
        return locate(incidents(), incident, location, choose);
    }

    /** What the crew of a unit tells about the place. */
    Incident locate(String incident, LocationInput location, String unit) {
        return locate(incidents().withCallCredentials(cast.crew(unit)), incident, location, true);
    }

    private Incident locate(
            IncidentServiceBlockingStub teller, String incident, LocationInput location, boolean choose) {
        return onIncident(incident, etag -> {
            AddIncidentLocationRequest request = AddIncidentLocationRequest.newBuilder()
                    .setRequestId(RequestId.fresh())
                    .setName(incident)
                    .setEtag(etag)
                    .setLocation(location)
                    .setChoose(choose)
                    .build();
            return retries.call(() -> teller.addIncidentLocation(request)).getIncident();
        });
    }

    RecommendUnitsResponse recommend(String incident, List<Need> needs) {
        RecommendUnitsRequest request = RecommendUnitsRequest.newBuilder()
                .setIncident(incident)
                .addAllNeeds(needs)
                .build();
        return retries.call(() -> RecommendationServiceGrpc.newBlockingStub(dispatch)
                .withCallCredentials(cast.dispatcher())
                .recommendUnits(request));
    }

    /** Returns when each is sent or refused; the first commitment of a board may take a while. */
    List<Order> send(String incident, Collection<String> units, String instruction) {
        List<Order> requested = onIncident(incident, etag -> {
            RequestOrdersRequest request = RequestOrdersRequest.newBuilder()
                    .setRequestId(RequestId.fresh())
                    .setIncident(incident)
                    .setIncidentEtag(etag)
                    .addAllUnits(units)
                    .setInstruction(instruction)
                    .build();
            return retries.call(() -> orders().requestOrders(request)).getOrdersList();
        });
        return requested.stream()
                .map(order -> atDesk(order.getName()).settled(order))
                .toList();
    }

    List<Order> ordersOf(String incident) {
        ListOrdersRequest request =
                ListOrdersRequest.newBuilder().setOptionalIncident(incident).build();
        return retries.call(() -> orders().listOrders(request)).getOrdersList();
    }

    /** The order in the hands of the dispatcher. */
    Crew atDesk(String order) {
        return new Crew(orders(), retries, order);
    }

    /** The order in the hands of the unit's crew. */
    Crew crew(Order order) {
        return new Crew(
                OrderServiceGrpc.newBlockingStub(dispatch).withCallCredentials(cast.crew(order.getUnit())),
                retries,
                order.getName());
    }

    /** What takes two people the dispatcher proposes and the commander confirms. */
    Incident end(String incident, IncidentOutcome outcome, String rationale) {
        return onIncident(incident, etag -> {
            EndIncidentRequest request = EndIncidentRequest.newBuilder()
                    .setRequestId(RequestId.fresh())
                    .setName(incident)
                    .setEtag(etag)
                    .setOutcome(outcome)
                    .setRationale(rationale)
                    .build();
            try {
                return retries.call(() -> incidents().endIncident(request)).getIncident();
            } catch (StatusRuntimeException e) {
                if (!TwoPeople.areNeeded(e)) {
                    throw e;
                }
                return TwoPeople.of(dispatch, cast.dispatcher(), Cast.DISPATCHER, cast.commander(), retries)
                        .end(request);
            }
        });
    }

    /** A deadline, or somebody else, may change the incident in between; then the step is decided again. */
    private <T> T onIncident(String name, Function<String, T> step) {
        return Stale.again(() -> step.apply(incident(name).getEtag()));
    }

    private IncidentServiceBlockingStub incidents() {
        return IncidentServiceGrpc.newBlockingStub(dispatch).withCallCredentials(cast.dispatcher());
    }

    private OrderServiceBlockingStub orders() {
        return OrderServiceGrpc.newBlockingStub(dispatch).withCallCredentials(cast.dispatcher());
    }
}
