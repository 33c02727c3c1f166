package io.qipan.bench.console;

import io.qipan.launcher.Board;
import io.qipan.launcher.client.RequestId;
import io.qipan.launcher.client.Stamps;
import io.qipan.proto.common.v1.LocationInput;
import io.qipan.proto.common.v1.LocationSource;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CallOutcome;
import io.qipan.proto.dispatch.v1.CallServiceGrpc;
import io.qipan.proto.dispatch.v1.CancelOrderRequest;
import io.qipan.proto.dispatch.v1.Channel;
import io.qipan.proto.dispatch.v1.CreateCallRequest;
import io.qipan.proto.dispatch.v1.DuplicateServiceGrpc;
import io.qipan.proto.dispatch.v1.DuplicateSuggestion;
import io.qipan.proto.dispatch.v1.EndCallRequest;
import io.qipan.proto.dispatch.v1.EndIncidentRequest;
import io.qipan.proto.dispatch.v1.GetCallRequest;
import io.qipan.proto.dispatch.v1.GetIncidentRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentOutcome;
import io.qipan.proto.dispatch.v1.IncidentServiceGrpc;
import io.qipan.proto.dispatch.v1.IncidentServiceGrpc.IncidentServiceBlockingStub;
import io.qipan.proto.dispatch.v1.ListOrdersRequest;
import io.qipan.proto.dispatch.v1.OpenIncidentRequest;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.OrderServiceGrpc;
import io.qipan.proto.dispatch.v1.RecommendUnitsRequest;
import io.qipan.proto.dispatch.v1.RecommendUnitsResponse;
import io.qipan.proto.dispatch.v1.RecommendationServiceGrpc;
import io.qipan.proto.dispatch.v1.RequestOrdersRequest;
import io.qipan.proto.dispatch.v1.RequestOrdersResponse;
import io.qipan.proto.dispatch.v1.SuggestDuplicatesRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * One dispatcher, from an answer to the order that is with its unit. In between the caller talks and the dispatcher reads:
 * those pauses are no waits.
 */
final class Desk {

    private static final int CHOICES = 8;
    private static final Duration LONGEST_DELIVERY = Duration.ofSeconds(30);
    /** Needs a unit on a road. */
    private static final String TYPE = "traffic_collision";

    private static final String MEASURED = "Only a measurement";

    private static final List<String> WORDS =
            List.of("two cars", "a truck", "blocked", "at the bridge", "near the school", "追尾", "一人受伤", "堵车");

    private final Board board;
    private final Terminals terminals;
    private final Supplier<Point> place;
    private final Duration pause;
    private final Waits waits;
    private long waited;

    /**
     * @param place of the next incident
     * @param pause on average between two steps; each lasts from half of it to one and a half
     */
    Desk(Board board, Terminals terminals, Supplier<Point> place, Duration pause, Waits waits) {
        this.board = board;
        this.terminals = terminals;
        this.place = place;
        this.pause = pause;
        this.waits = waits;
    }

    /** Takes one call and sends a unit. Afterwards everything is over and the unit is free; if it fails, as far as possible. */
    void once() throws Exception {
        waited = 0;
        Point at = place.get();
        Instant answered = Instant.now();
        Call call = await(Wait.CREATE_CALL, () -> create(at, answered));
        try {
            work(call);
        } catch (Exception e) {
            giveUp(call, e);
            throw e;
        }
    }

    private void work(Call call) throws Exception {
        rest();
        List<DuplicateSuggestion> ignored = await(Wait.SUGGEST_DUPLICATES, () -> suggest(call));
        rest();
        Incident incident = await(Wait.OPEN_INCIDENT, () -> open(call));
        Order order = send(incident);
        waits.add(Wait.ALL, waited);
        rest();
        terminals.clear(order);
        end(incident);
        rest();
    }

    /** By what the board has: the answer to a step that failed here may only have been lost. */
    private void giveUp(Call begun, Exception failure) {
        try {
            Call call = now(begun);
            if (call.getState() == Call.State.OPEN) {
                end(call);
            } else if (!call.getIncident().isEmpty()) {
                Incident incident =
                        Incident.newBuilder().setName(call.getIncident()).build();
                ordersOf(incident).stream()
                        .filter(order -> order.getState().getNumber() < Order.State.CLEARED_VALUE)
                        .forEach(this::cancel);
                if (now(incident).getState() != Incident.State.ENDED) {
                    end(incident);
                }
            }
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private <T> T await(Wait wait, Supplier<T> step) {
        long begun = System.nanoTime();
        T result = step.get();
        long took = System.nanoTime() - begun;
        waited += took;
        waits.add(wait, took);
        return result;
    }

    private void rest() throws InterruptedException {
        if (pause.isPositive()) {
            long nanos = pause.toNanos();
            TimeUnit.NANOSECONDS.sleep(ThreadLocalRandom.current().nextLong(nanos / 2, nanos * 3 / 2));
        }
    }

    private Call create(Point at, Instant answered) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return CallServiceGrpc.newBlockingStub(board.dispatch())
                .createCall(CreateCallRequest.newBuilder()
                        .setRequestId(RequestId.fresh())
                        .setChannel(Channel.VOICE)
                        .setReceivedAt(Stamps.of(answered))
                        .setCallerId("1%010d".formatted(random.nextLong(10_000_000_000L)))
                        .setDescription(
                                WORDS.get(random.nextInt(WORDS.size())) + " " + WORDS.get(random.nextInt(WORDS.size())))
                        .addLocations(LocationInput.newBuilder()
                                .setPoint(at)
                                .setSource(LocationSource.CALLER)
                                .setUncertaintyM(100))
                        .setDrill(true)
                        .build())
                .getCall();
    }

    private List<DuplicateSuggestion> suggest(Call call) {
        return DuplicateServiceGrpc.newBlockingStub(board.dispatch())
                .suggestDuplicates(SuggestDuplicatesRequest.newBuilder()
                        .setReport(call.getName())
                        .setOptionalType(TYPE)
                        .build())
                .getSuggestionsList();
    }

    private Incident open(Call call) {
        return incidents()
                .openIncident(OpenIncidentRequest.newBuilder()
                        .setRequestId(RequestId.fresh())
                        .setOptionalCall(call.getName())
                        .setOptionalCallEtag(call.getEtag())
                        .setType(TYPE)
                        .build())
                .getIncident();
    }

    /** Another desk may take the unit while this one looks at the recommendation; then there is a second choice. */
    private Order send(Incident incident) throws Exception {
        String etag = incident.getEtag();
        for (int choice = 1; choice <= CHOICES; choice++) {
            rest();
            String unit = recommended(await(Wait.RECOMMEND_UNITS, () -> recommend(incident)));
            rest();
            String known = etag;
            RequestOrdersResponse answer = await(Wait.REQUEST_ORDERS, () -> order(incident.getName(), known, unit));
            if (answer.getOrders(0).getState() != Order.State.REFUSED) {
                return delivered(answer.getOrders(0));
            }
            etag = answer.getIncidentEtag();
            waits.chosenAgain();
        }
        throw new IllegalStateException(CHOICES + " units were gone before they were ordered. More --units may help.");
    }

    private Order delivered(Order order) throws Exception {
        long begun = System.nanoTime();
        Order delivered = terminals.delivered(order.getName()).get(LONGEST_DELIVERY.toSeconds(), TimeUnit.SECONDS);
        long took = System.nanoTime() - begun;
        waited += took;
        waits.add(Wait.DELIVERY, took);
        return delivered;
    }

    private RecommendUnitsResponse recommend(Incident incident) {
        return RecommendationServiceGrpc.newBlockingStub(board.dispatch())
                .recommendUnits(RecommendUnitsRequest.newBuilder()
                        .setIncident(incident.getName())
                        .build());
    }

    private String recommended(RecommendUnitsResponse recommendation) {
        if (recommendation.getUnitsCount() == 0) {
            throw new IllegalStateException("No unit is recommended: " + recommendation.getShortfallsList());
        }
        String unit = recommendation.getUnits(0).getUnit();
        if (!terminals.isOf(unit)) {
            throw new IllegalStateException(unit + " is recommended, which is no unit of this measurement");
        }
        return unit;
    }

    private RequestOrdersResponse order(String incident, String etag, String unit) {
        return OrderServiceGrpc.newBlockingStub(board.dispatch())
                .requestOrders(RequestOrdersRequest.newBuilder()
                        .setRequestId(RequestId.fresh())
                        .setIncident(incident)
                        .setIncidentEtag(etag)
                        .addUnits(unit)
                        .build());
    }

    private List<Order> ordersOf(Incident incident) {
        return OrderServiceGrpc.newBlockingStub(board.dispatch())
                .listOrders(ListOrdersRequest.newBuilder()
                        .setOptionalIncident(incident.getName())
                        .build())
                .getOrdersList();
    }

    private void cancel(Order order) {
        Order ignored = OrderServiceGrpc.newBlockingStub(board.dispatch())
                .cancelOrder(CancelOrderRequest.newBuilder()
                        .setRequestId(RequestId.fresh())
                        .setName(order.getName())
                        .setEtag(order.getEtag())
                        .setReason(MEASURED)
                        .build())
                .getOrder();
    }

    private Call now(Call call) {
        return CallServiceGrpc.newBlockingStub(board.dispatch())
                .getCall(GetCallRequest.newBuilder().setName(call.getName()).build())
                .getCall();
    }

    private void end(Call call) {
        Call ignored = CallServiceGrpc.newBlockingStub(board.dispatch())
                .endCall(EndCallRequest.newBuilder()
                        .setRequestId(RequestId.fresh())
                        .setName(call.getName())
                        .setEtag(call.getEtag())
                        .setOutcome(CallOutcome.NO_ACTION)
                        .setRationale(MEASURED)
                        .build())
                .getCall();
    }

    private Incident now(Incident incident) {
        return incidents()
                .getIncident(GetIncidentRequest.newBuilder()
                        .setName(incident.getName())
                        .build())
                .getIncident();
    }

    /** So that nothing reminds anybody of what was never real. */
    private void end(Incident incident) {
        Incident ignored = incidents()
                .endIncident(EndIncidentRequest.newBuilder()
                        .setRequestId(RequestId.fresh())
                        .setName(incident.getName())
                        .setEtag(now(incident).getEtag())
                        .setOutcome(IncidentOutcome.RESOLVED)
                        .setRationale(MEASURED)
                        .build())
                .getIncident();
    }

    private IncidentServiceBlockingStub incidents() {
        return IncidentServiceGrpc.newBlockingStub(board.dispatch());
    }
}
