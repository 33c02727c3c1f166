package io.qipan.dispatch;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.anIncidentOf;
import static io.qipan.dispatch.Desk.newId;
import static io.qipan.dispatch.Desk.riverBank;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.qipan.proto.dispatch.v1.ApproveResponsePlansRequest;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.Complaint;
import io.qipan.proto.dispatch.v1.DraftResponsePlansRequest;
import io.qipan.proto.dispatch.v1.ForcePlaceRequest;
import io.qipan.proto.dispatch.v1.ForcedPlace;
import io.qipan.proto.dispatch.v1.ForcedPlaceServiceGrpc;
import io.qipan.proto.dispatch.v1.GetIncidentResponseRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentResponse;
import io.qipan.proto.dispatch.v1.ListComplaintsRequest;
import io.qipan.proto.dispatch.v1.ListForcedPlacesRequest;
import io.qipan.proto.dispatch.v1.ListOffersRequest;
import io.qipan.proto.dispatch.v1.ListOpenWorkRequest;
import io.qipan.proto.dispatch.v1.ListOrdersRequest;
import io.qipan.proto.dispatch.v1.Need;
import io.qipan.proto.dispatch.v1.OfferTransferRequest;
import io.qipan.proto.dispatch.v1.OpenComplaintRequest;
import io.qipan.proto.dispatch.v1.OpenWork;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.ResponsePlan;
import io.qipan.proto.dispatch.v1.ResponsePlan.AlarmLevel;
import io.qipan.proto.dispatch.v1.ResponsePlanRevision;
import io.qipan.proto.dispatch.v1.SetAlarmLevelRequest;
import io.qipan.proto.dispatch.v1.Transfer;
import io.qipan.runtime.caller.Role;
import io.qipan.testkit.TestDatabase;
import io.qipan.testkit.TestTokens;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever reads what hangs on a call or an incident sees whether it is an exercise, also in the feed and at a partner. */
class DrillMarkedIT extends DispatchScenario {
    private static final Map<String, Message> TOLD = Stream.<Message>of(
                    Complaint.getDefaultInstance(),
                    ForcedPlace.getDefaultInstance(),
                    IncidentResponse.getDefaultInstance(),
                    Order.getDefaultInstance(),
                    Transfer.getDefaultInstance())
            .collect(Collectors.toUnmodifiableMap(
                    message -> message.getDescriptorForType().getFullName(), Function.identity()));

    @BeforeEach
    void plansAreInForce() {
        ResponsePlanRevision draft = new Desk(harness.channelOf("li", Role.ENGINEER))
                .plans
                .draftResponsePlans(DraftResponsePlansRequest.newBuilder()
                        .setRequestId(newId())
                        .setReason("before the ice breaks")
                        .addPlans(ResponsePlan.newBuilder()
                                .setCode("drowning")
                                .setTitleZh("溺水救援")
                                .setCondition(
                                        ResponsePlan.Condition.newBuilder().addIncidentTypes("drowning"))
                                .addLevels(AlarmLevel.newBuilder()
                                        .addNeeds(Need.newBuilder()
                                                .setCapability("water")
                                                .setCount(1))))
                        .build())
                .getRevision();
        ResponsePlanRevision ignored = zhao().plans
                .approveResponsePlans(ApproveResponsePlansRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(draft.getName())
                        .build())
                .getRevision();
    }

    private Desk zhao() {
        return new Desk(harness.channelOf("zhao", Role.COMMANDER));
    }

    private ForcedPlaceServiceGrpc.ForcedPlaceServiceBlockingStub places() {
        return ForcedPlaceServiceGrpc.newBlockingStub(harness.channelOf("li", Role.CALL_TAKER));
    }

    private void force(String subject, String etag) {
        var ignored = places().forcePlace(ForcePlaceRequest.newBuilder()
                .setRequestId(newId())
                .setSubject(subject)
                .setEtag(etag)
                .setLocation(riverBank().toBuilder().setText("behind the third pumping station"))
                .setReason("the caller is sure")
                .build());
    }

    private Incident isWorked(boolean drill) {
        Call call = desk().take(aCall().setDrill(drill));
        force(call.getName(), call.getEtag());
        Call offered = desk().take(aCall().setDrill(drill));
        var _ = desk().transfers
                .offerTransfer(OfferTransferRequest.newBuilder()
                        .setRequestId(newId())
                        .setCall(offered.getName())
                        .setCallEtag(offered.getEtag())
                        .setPartner("agencies/12345")
                        .setMatter("water_supply")
                        .setConsent(true)
                        .build());
        Incident incident = desk().open(anIncidentOf(desk().take(aCall().setDrill(drill)), "drowning"));
        force(incident.getName(), incident.getEtag());
        Order order = desk().send(incident, "units/boat-1");
        Order ignored = desk().depart(desk().accept(order));
        var _ = desk().plans
                .setAlarmLevel(SetAlarmLevelRequest.newBuilder()
                        .setRequestId(newId())
                        .setIncident(incident.getName())
                        .setLevel(1)
                        .setReason("seen by a unit")
                        .build());
        var _ = zhao().complaints
                .openComplaint(OpenComplaintRequest.newBuilder()
                        .setRequestId(newId())
                        .setIncident(incident.getName())
                        .setCategory(Complaint.Category.SLOWNESS)
                        .setText("waited an hour")
                        .build());
        return incident;
    }

    private List<Message> read(Incident incident) {
        List<Message> read = new ArrayList<>();
        read.addAll(
                desk().orders.listOrders(ListOrdersRequest.getDefaultInstance()).getOrdersList());
        read.addAll(new Desk(harness.withToken(TestTokens.mintAgency("sun", "agencies/12345", Role.AGENCY)))
                .transfers
                .listOffers(ListOffersRequest.getDefaultInstance())
                .getTransfersList());
        read.addAll(places().listForcedPlaces(ListForcedPlacesRequest.getDefaultInstance())
                .getForcedPlacesList());
        read.add(desk().plans
                .getIncidentResponse(GetIncidentResponseRequest.newBuilder()
                        .setIncident(incident.getName())
                        .build())
                .getResponse());
        read.addAll(zhao().complaints
                .listComplaints(ListComplaintsRequest.getDefaultInstance())
                .getComplaintsList());
        return read;
    }

    private static List<Message> told() throws InvalidProtocolBufferException {
        List<Message> told = new ArrayList<>();
        for (Row row : TestDatabase.await(DATABASE.pool()
                .query("select type, state from journal order by position")
                .execute()
                .toCompletionStage()
                .toCompletableFuture())) {
            Message kind = TOLD.get(row.getString("type"));
            if (kind != null) {
                told.add(
                        kind.getParserForType().parseFrom(row.getBuffer("state").getBytes()));
            }
        }
        return told;
    }

    private static boolean isDrill(Message message) {
        return (Boolean) message.getField(message.getDescriptorForType().findFieldByName("drill"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_belongs_to_an_exercise_says_so_wherever_it_is_read(boolean drill) throws InvalidProtocolBufferException {
        // Given
        Incident incident = isWorked(drill);

        // When
        List<Message> read = read(incident);

        // Then
        assertThat(read).hasSize(6);
        assertThat(read)
                .hasOnlyElementsOfTypes(
                        Order.class, Transfer.class, ForcedPlace.class, IncidentResponse.class, Complaint.class);
        assertThat(read).allMatch(message -> isDrill(message) == drill);
        List<Message> told = told();
        assertThat(told)
                .extracting(message -> message.getDescriptorForType().getFullName())
                .containsAll(TOLD.keySet());
        assertThat(told).allMatch(message -> isDrill(message) == drill);
        List<OpenWork> open = desk().oversight
                .listOpenWork(ListOpenWorkRequest.getDefaultInstance())
                .getWorkList();
        assertThat(open).hasSizeGreaterThanOrEqualTo(7).allMatch(work -> work.getDrill() == drill);
    }
}
