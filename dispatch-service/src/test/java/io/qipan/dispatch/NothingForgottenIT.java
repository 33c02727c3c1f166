package io.qipan.dispatch;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.dispatch.Desk.anIncidentOf;
import static io.qipan.dispatch.Desk.newId;
import static io.qipan.dispatch.Desk.units;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CallOutcome;
import io.qipan.proto.dispatch.v1.ConfirmProposalRequest;
import io.qipan.proto.dispatch.v1.EndCallRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentOutcome;
import io.qipan.proto.dispatch.v1.ListCallsRequest;
import io.qipan.proto.dispatch.v1.ListIncidentsRequest;
import io.qipan.proto.dispatch.v1.ListOpenWorkRequest;
import io.qipan.proto.dispatch.v1.ListOrdersRequest;
import io.qipan.proto.dispatch.v1.ListProposalsRequest;
import io.qipan.proto.dispatch.v1.OpenWork;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.Proposal;
import io.qipan.proto.dispatch.v1.ProposeEndingRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.Refusals;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.RepeatedTest;

/**
 * A random night: whatever people, units and the other services do, every open thing has an owner and a next deadline (seed
 * O3), and no unit is at work for two orders. {@code -Dqipan.test.seed=N} plays the same night again.
 */
class NothingForgottenIT extends DispatchScenario {
    private static final int ACTS = 150;
    private static final List<String> UNITS = List.of("units/boat-1", "units/boat-2", "units/car-1", "units/car-2");
    private static final List<String> TYPES = List.of("drowning", "theft", "illegal_fishing_net");

    /** What a client may be told when it asks for what cannot be now. Anything else is a fault. */
    private static final Set<Reason> EXPECTED = EnumSet.of(
            Reason.ALREADY_EXISTS,
            Reason.ILLEGAL_TRANSITION,
            Reason.INCOMPLETE,
            Reason.ORDERS_OPEN,
            Reason.STALE_ETAG,
            Reason.UNIT_ALREADY_ORDERED);

    private Random random = new Random();
    private final List<Incident> ecological = new ArrayList<>();

    @RepeatedTest(3)
    void everything_open_is_looked_after_whatever_happens() {
        // Given
        long seed = Long.getLong("qipan.test.seed", ThreadLocalRandom.current().nextLong());
        System.out.println("A random night with the seed " + seed);
        random = new Random(seed);

        // When
        for (int i = 0; i < ACTS; i++) {
            String act = actOnce();
            // Then
            assertNothingIsForgotten("seed " + seed + ", act " + i + ", " + act);
        }
        patrol.comeBack();
        ecology.comeBack();
        // Long enough for the longest backoff, then for every ladder to come to its end and the last units to be freed.
        for (int i = 0; i < 8; i++) {
            pass(61);
        }
        pass(5);
        assertEverythingHasFollowed("seed " + seed);
    }

    private String actOnce() {
        int dice = random.nextInt(23);
        try {
            switch (dice) {
                case 0, 1 -> use(desk().take(aCall()));
                case 2 -> open(anIncident(pick(TYPES)));
                case 3, 4 -> open(anIncidentOf(pick(calls()), pick(TYPES)));
                case 5 -> endCall(pick(calls()));
                case 6 -> use(desk().attach(pick(incidents()), pick(calls())));
                case 7 -> use(desk().end(pick(incidents())));
                case 8 -> use(desk().queue(pick(incidents())));
                case 9 -> use(desk().monitor(pick(incidents())));
                case 10 -> turnPeers();
                case 11, 12 -> pass(random.nextInt(1, 40));
                case 13, 14, 15 -> request(pick(incidents()));
                case 16, 17 -> propose(pick(incidents()));
                case 18 -> confirm(pick(proposals()));
                default -> report(pick(orders()));
            }
        } catch (StatusRuntimeException e) {
            assertThat(Refusals.reasonOf(e))
                    .as("act %d, %s", dice, e.getStatus())
                    .isIn(EXPECTED);
        } catch (NothingThere e) {
            return dice + " (nothing there)";
        }
        return "" + dice;
    }

    /** There is nothing yet to act on. */
    private static final class NothingThere extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private <T> T pick(List<T> from) {
        if (from.isEmpty()) {
            throw new NothingThere();
        }
        return from.get(random.nextInt(from.size()));
    }

    private static void use(Object answer) {
        assertThat(answer).isNotNull();
    }

    private void open(io.qipan.proto.dispatch.v1.OpenIncidentRequest.Builder request) {
        Incident incident = desk().open(request);
        if (incident.getType().equals("illegal_fishing_net")) {
            ecological.add(incident);
        }
    }

    private void endCall(Call call) {
        use(desk().calls
                .endCall(EndCallRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(call.getName())
                        .setEtag(call.getEtag())
                        .setOutcome(CallOutcome.NO_ACTION)
                        .setRationale("nobody there")
                        .build()));
    }

    private void propose(Incident incident) {
        use(desk().reviews
                .proposeEnding(ProposeEndingRequest.newBuilder()
                        .setRequestId(newId())
                        .setIncident(incident.getName())
                        .setIncidentEtag(incident.getEtag())
                        .setOutcome(IncidentOutcome.CALLED_OFF)
                        .setRationale("the caller rang again")
                        .build()));
    }

    private void confirm(Proposal proposal) {
        Incident incident =
                desk().now(Incident.newBuilder().setName(proposal.getIncident()).build());
        use(new Desk(harness.channelOf("zhao", Role.COMMANDER))
                .reviews.confirmProposal(ConfirmProposalRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(proposal.getName())
                        .setEtag(proposal.getEtag())
                        .setIncidentEtag(incident.getEtag())
                        .build()));
    }

    private List<Proposal> proposals() {
        return desk().reviews
                .listProposals(
                        ListProposalsRequest.newBuilder().setOpenOnly(true).build())
                .getProposalsList();
    }

    private void request(Incident incident) {
        use(desk().send(units(incident, pick(UNITS)).setDivert(random.nextBoolean())));
    }

    private void report(Order order) {
        Desk desk = random.nextBoolean() ? desk() : unit(order.getUnit());
        switch (random.nextInt(8)) {
            case 0 -> use(desk.deliver(order));
            case 1 -> use(desk.accept(order));
            case 2 -> use(desk.depart(order));
            case 3 -> use(desk.arrive(order));
            case 4 -> use(desk.clear(order));
            case 5 -> use(desk.refuse(order, "engine broken"));
            case 6 -> use(desk().cancel(order, "called off"));
            default -> use(desk.record(order, "on_scene", clock.instant().minusSeconds(random.nextInt(100))));
        }
    }

    private void turnPeers() {
        switch (random.nextInt(5)) {
            case 0 -> patrol.goAway();
            case 1 -> patrol.loseAnswers();
            case 2 -> ecology.goAway();
            default -> {
                patrol.comeBack();
                ecology.comeBack();
            }
        }
    }

    private List<Call> calls() {
        return desk().calls.listCalls(ListCallsRequest.getDefaultInstance()).getCallsList();
    }

    private List<Incident> incidents() {
        return desk().incidents
                .listIncidents(ListIncidentsRequest.getDefaultInstance())
                .getIncidentsList();
    }

    private List<Order> orders() {
        return desk().orders
                .listOrders(ListOrdersRequest.newBuilder().setPageSize(6).build())
                .getOrdersList();
    }

    private List<OpenWork> work(boolean orphansOnly) {
        return desk().oversight
                .listOpenWork(ListOpenWorkRequest.newBuilder()
                        .setPageSize(1_000)
                        .setOrphansOnly(orphansOnly)
                        .build())
                .getWorkList();
    }

    private void assertNothingIsForgotten(String when) {
        assertThat(work(true)).as("without a deadline, %s", when).isEmpty();
        assertThat(work(false))
                .as(when)
                .allSatisfy(item -> assertThat(item.getOwner()).isNotEmpty());
        assertThat(
                        rows(
                                "select unit from orders where not over and state <> 'requested' group by unit having count(*) > 1"))
                .as("units at work for two orders, %s", when)
                .isEmpty();
        assertThat(rows("""
                        select subject from deadline d
                        where kind in ('call.decide', 'incident.attend', 'order.settle', 'order.acknowledge',
                                'order.progress', 'proposal.decide')
                            and not exists (select from call c where 'calls/' || c.id = d.subject and c.state = 'open')
                            and not exists (select from incident i where 'incidents/' || i.id = d.subject and i.state <> 'ended')
                            and not exists (select from orders o where 'orders/' || o.id = d.subject and not o.over)
                            and not exists (select from proposal p join incident i on i.id = p.incident_id
                                where 'proposals/' || p.id = d.subject and p.state = 'waiting' and i.state <> 'ended')""")).as("deadlines of what is over, %s", when).isEmpty();
    }

    private void assertEverythingHasFollowed(String when) {
        assertThat(rows("select 'orders/' || id from orders where state = 'requested'"))
                .as(when)
                .isEmpty();
        assertThat(rows("select error from deadline where error is not null"))
                .as(when)
                .isEmpty();
        for (String unit : UNITS) {
            assertThat(rows("select 'orders/' || id from orders where not over and unit = '" + unit + "'"))
                    .as("%s, %s", unit, when)
                    .containsExactlyElementsOf(patrol.orderOf(unit).stream().toList());
        }
        assertThat(ecology.activities().keySet())
                .as(when)
                .containsExactlyInAnyOrderElementsOf(
                        ecological.stream().map(Incident::getName).toList());
    }
}
