package io.qipan.dispatch;

import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.dispatch.Desk.newId;
import static io.qipan.dispatch.Desk.riverBank;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Channel;
import io.grpc.ServiceDescriptor;
import io.qipan.proto.common.v1.Area;
import io.qipan.proto.common.v1.LocationSource;
import io.qipan.proto.dispatch.v1.AddSectorRequest;
import io.qipan.proto.dispatch.v1.AssignSectorRequest;
import io.qipan.proto.dispatch.v1.Audience;
import io.qipan.proto.dispatch.v1.CommandOrder;
import io.qipan.proto.dispatch.v1.FactCircle;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IssueCommandOrderRequest;
import io.qipan.proto.dispatch.v1.ListOrdersRequest;
import io.qipan.proto.dispatch.v1.MissingPerson;
import io.qipan.proto.dispatch.v1.MissingPersonServiceGrpc;
import io.qipan.proto.dispatch.v1.MissingSearch;
import io.qipan.proto.dispatch.v1.OpenMissingSearchRequest;
import io.qipan.proto.dispatch.v1.OpenSearchAreaRequest;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.SearchAreaServiceGrpc;
import io.qipan.proto.dispatch.v1.SearchFactInput;
import io.qipan.proto.dispatch.v1.SearchSector;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import io.qipan.testkit.ServiceContracts;
import io.qipan.testkit.Strangers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** A unit to which nothing belongs tries every RPC by which units reach rows of their own; like {@link BordersIT}. */
class UnitBordersIT extends DispatchScenario {
    private static final long SEED =
            Long.getLong("qipan.test.seed", ThreadLocalRandom.current().nextLong());
    private static final String BOAT = "units/boat-1";
    private static final String NEIGHBOUR = "units/boat-2";

    private Channel commander() {
        return harness.channelOf("chen", Role.COMMANDER);
    }

    private static void knownBoat() {
        DATABASE.execute("""
            insert into known_unit (name, call_sign, capabilities, speed_mps, in_service, committed)
            values ('units/boat-1', 'boat 1', '{water}', 10, true, false)\
            """);
    }

    /** Somebody is missing where nobody knows; the boat is sent, searches a sector, and is told of a bridge. */
    private void ofTheBoat() {
        Incident incident = desk().open(anIncident("missing_person"));
        Order _ = desk().send(incident, BOAT);
        searched(incident);
        var _ = SearchAreaServiceGrpc.newBlockingStub(commander())
                .openSearchArea(OpenSearchAreaRequest.newBuilder()
                        .setRequestId(newId())
                        .setIncident(incident.getName())
                        .addFacts(SearchFactInput.newBuilder()
                                .setSource(LocationSource.CALLER)
                                .setSaidBy("the caller")
                                .setReason("sees a bridge")
                                .setCircle(FactCircle.newBuilder()
                                        .setCentre(riverBank().getPoint())
                                        .setRadiusM(2000))
                                .setCertainty(0.9))
                        .build());
        var _ = new Desk(commander())
                .commands.issueCommandOrder(IssueCommandOrderRequest.newBuilder()
                        .setRequestId(newId())
                        .setKind(CommandOrder.Kind.EXECUTE)
                        .setTitle("Bridge closed")
                        .setText("Turn boats back.")
                        .setAudience(Audience.newBuilder().addUnits(BOAT))
                        .setAcknowledgeWithinS(120)
                        .setDoneWithinS(1_800)
                        .build());
    }

    private void searched(Incident incident) {
        var searches = MissingPersonServiceGrpc.newBlockingStub(commander());
        MissingSearch search = searches.openMissingSearch(OpenMissingSearchRequest.newBuilder()
                        .setRequestId(newId())
                        .setIncident(incident.getName())
                        .setPerson(MissingPerson.newBuilder()
                                .setName("a girl")
                                .setAge(9)
                                .setSex(MissingPerson.Sex.FEMALE)
                                .setLastSeenPlace(riverBank()))
                        .setLastSeenAt(Times.message(clock.instant().minus(Duration.ofHours(1))))
                        .build())
                .getSearch();
        Area.Builder area = Area.newBuilder();
        for (double[] corner : new double[][] {{0, 0}, {0, 1}, {1, 1}, {1, 0}}) {
            area.addRing(riverBank().getPoint().toBuilder()
                    .setLatitude(riverBank().getPoint().getLatitude() + corner[0] / 100)
                    .setLongitude(riverBank().getPoint().getLongitude() + corner[1] / 100));
        }
        SearchSector sector = searches.addSector(AddSectorRequest.newBuilder()
                        .setRequestId(newId())
                        .setSearch(search.getName())
                        .setLabel("reeds")
                        .setArea(area)
                        .build())
                .getSector();
        var _ = searches.assignSector(AssignSectorRequest.newBuilder()
                .setRequestId(newId())
                .setName(sector.getName())
                .setEtag(sector.getEtag())
                .setSearcher(BOAT)
                .build());
    }

    /** An order that its unit ends gives it nothing more to see. */
    private static List<ServiceDescriptor> ordersLast() {
        List<ServiceDescriptor> services = new ArrayList<>(ServiceContracts.of("dispatch"));
        services.sort(Comparator.comparing(service -> service.getName().endsWith(".OrderService")));
        return services;
    }

    @Test
    void no_row_of_a_unit_is_told_to_another() {
        // Given
        knownBoat();
        ofTheBoat();
        List<String> rows = rows("select distinct resource from journal").stream()
                .filter(row -> !row.startsWith("commandOrders/"))
                .toList();
        Strangers strangers = new Strangers(
                Role.UNIT, harness.unitChannel("units/stranger"), harness.unitChannel(BOAT), BOAT, rows, SEED);

        // When
        List<String> tried = strangers.tryAll(ordersLast());

        // Then
        assertThat(tried)
                .contains(
                        "qipan.dispatch.v1.OrderService/GetOrder",
                        "qipan.dispatch.v1.OrderService/ListOrders",
                        "qipan.dispatch.v1.IncidentService/GetIncident")
                .hasSizeGreaterThan(16);
    }

    private List<String> ordersSeenBy(String unit) {
        return unit(unit).orders.listOrders(ListOrdersRequest.getDefaultInstance()).getOrdersList().stream()
                .map(Order::getName)
                .toList();
    }

    @Test
    void a_unit_sees_who_comes_with_it_as_long_as_it_is_on_its_way() {
        // Given
        Incident incident = desk().open(anIncident("theft"));
        Order own = desk().send(incident, BOAT);
        Order neighbours = desk().send(incident, NEIGHBOUR);

        // When
        List<String> seen = ordersSeenBy(BOAT);

        // Then
        assertThat(seen).containsExactly(neighbours.getName(), own.getName());
        assertThat(unit(BOAT).now(neighbours).getUnit()).isEqualTo(NEIGHBOUR);
        assertThat(ordersSeenBy("units/stranger")).isEmpty();
        Order refused = unit(BOAT).refuse(own, "engine");
        assertThat(refused.getState()).isEqualTo(Order.State.REFUSED);
        assertThat(ordersSeenBy(BOAT)).containsExactly(own.getName());
        assertThat(reasonOf(refused(() -> unit(BOAT).now(neighbours)))).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(unit(BOAT).now(incident).getName()).isEqualTo(incident.getName());
        assertThat(reasonOf(refused(() -> unit("units/stranger").now(incident))))
                .isEqualTo(Reason.ACCESS_DENIED);
    }
}
