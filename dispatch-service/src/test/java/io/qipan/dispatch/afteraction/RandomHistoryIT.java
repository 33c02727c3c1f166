package io.qipan.dispatch.afteraction;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.anIncidentOf;
import static io.qipan.dispatch.Desk.newId;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qipan.proto.common.v1.Change;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.DetachCallRequest;
import io.qipan.proto.dispatch.v1.GetCallRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.VerifyRecordRequest;
import io.qipan.proto.dispatch.v1.VerifyRecordResponse;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** {@code -Dqipan.test.seed=N} plays the same histories again. */
class RandomHistoryIT extends AfterActionScenario {
    private static final long SEED =
            Long.getLong("qipan.test.seed", ThreadLocalRandom.current().nextLong());
    private static final int STEPS = 40;

    private final List<Call> calls = new ArrayList<>();
    private final List<Incident> incidents = new ArrayList<>();
    private final List<Order> orders = new ArrayList<>();

    /** What clients were told after a step. */
    private record Told(Instant at, long revision, Map<String, Message> states, Map<String, Message> open) {}

    @RepeatedTest(4)
    void everyMomentIsWhatClientsWereToldThen(RepetitionInfo repetition) throws InvalidProtocolBufferException {
        // Given
        long seed = SEED + repetition.getCurrentRepetition();
        Random random = new Random(seed);
        Instant begin = clock.instant();
        List<Told> history = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            later(1 + random.nextInt(20));
            act(random);
            if (random.nextInt(6) == 0) {
                assertThat(pass(random.nextInt(400))).isNotNegative();
            }
            Told told = told();
            if (told.revision() > 0) {
                history.add(told);
            }
        }
        seal();

        // When
        VerifyRecordResponse verified = commander()
                .afterAction
                .verifyRecord(VerifyRecordRequest.newBuilder()
                        .setFrom(Times.message(begin))
                        .setUntil(Times.message(clock.instant().plusSeconds(1)))
                        .build());

        // Then
        for (Told told : history) {
            assertThat(states(moment(at(clock.instant())
                            .setOptionalRevision(told.revision())
                            .setIncludeEnded(true))))
                    .as("seed %d, revision %d", seed, told.revision())
                    .isEqualTo(told.states());
            assertThat(states(moment(at(told.at()).setIncludeEnded(true).setPageSize(3))))
                    .as("seed %d, at %s", seed, told.at())
                    .isEqualTo(told.states());
            assertThat(states(moment(at(told.at()))))
                    .as("seed %d, open at %s", seed, told.at())
                    .isEqualTo(told.open());
        }
        assertThat(verified.getDifferencesList()).as("seed %d", seed).isEmpty();
        assertThat(verified.getStoredChecked())
                .isEqualTo(history.getLast().states().size());
    }

    /** The call that came last. */
    private void detach(Incident incident) {
        Incident known = desk().now(incident);
        var ignored = desk().incidents
                .detachCall(DetachCallRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(known.getName())
                        .setEtag(known.getEtag())
                        .setCall(known.getCalls(known.getCallsCount() - 1))
                        .setReason("something else")
                        .build());
    }

    /** Something that somebody does; what is refused changes nothing. */
    private void act(Random random) {
        try {
            switch (random.nextInt(15)) {
                case 0, 1 -> calls.add(desk().take(aCall().setDrill(random.nextBoolean())));
                case 2, 3 -> incidents.add(desk().open(anIncidentOf(now(one(calls, random)), "drowning")));
                case 4, 5, 6 -> orders.add(desk().send(one(incidents, random), "units/boat-" + random.nextInt(4)));
                case 7 -> one(incidents, random, desk()::queue);
                case 8 -> one(incidents, random, desk()::end);
                case 9 -> one(orders, random, desk()::accept);
                case 10 -> one(orders, random, desk()::clear);
                case 11, 12 -> {
                    Call call = one(calls, random);
                    one(incidents, random, incident -> desk().attach(incident, call));
                }
                case 13 -> detach(one(incidents, random));
                default -> one(orders, random, order -> desk().refuse(order, "no fuel"));
            }
        } catch (StatusRuntimeException e) {
            assertThat(e.getStatus().getCode()).isNotNull();
        }
    }

    /** A step of one resource. */
    private interface Step<T> {
        T of(T now);
    }

    private static <T> T one(List<T> known, Random random) {
        if (known.isEmpty()) {
            throw new StatusRuntimeException(Status.NOT_FOUND);
        }
        return known.get(random.nextInt(known.size()));
    }

    @SuppressWarnings("unchecked")
    private <T> void one(List<T> known, Random random, Step<T> step) {
        T current = one(known, random);
        T now = (T)
                switch (current) {
                    case Incident incident -> desk().now(incident);
                    case Order order -> desk().now(order);
                    default -> throw new AssertionError(current);
                };
        assertThat(step.of(now)).isNotNull();
    }

    private Call now(Call call) {
        return desk().calls
                .getCall(GetCallRequest.newBuilder().setName(call.getName()).build())
                .getCall();
    }

    private Told told() {
        Map<String, Message> states = new HashMap<>();
        Map<String, Message> open = new HashMap<>();
        for (Call known : calls) {
            Call call = now(known);
            states.put(call.getName(), call);
            if (call.getState() == Call.State.OPEN) {
                open.put(call.getName(), call);
            }
        }
        for (Incident known : incidents) {
            Incident incident = desk().now(known);
            states.put(incident.getName(), incident);
            if (incident.getState() != Incident.State.ENDED) {
                open.put(incident.getName(), incident);
            }
        }
        for (Order known : orders) {
            Order order = desk().now(known);
            states.put(order.getName(), order);
            if (order.getStateValue() < Order.State.CLEARED_VALUE) {
                open.put(order.getName(), order);
            }
        }
        long revision =
                Long.parseLong(rows("select count(*)::text from journal").getFirst());
        return new Told(clock.instant(), revision, states, open);
    }

    private static Map<String, Message> states(List<Change> changes) throws InvalidProtocolBufferException {
        Map<String, Message> states = new HashMap<>();
        for (Change change : changes) {
            Message state = switch (change.getResource().substring(0, 3)) {
                case "cal" -> change.getState().unpack(Call.class);
                case "inc" -> change.getState().unpack(Incident.class);
                default -> change.getState().unpack(Order.class);
            };
            assertThat(states.put(change.getResource(), state)).isNull();
        }
        return states;
    }
}
