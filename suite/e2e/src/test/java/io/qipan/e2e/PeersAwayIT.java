package io.qipan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.qipan.launcher.Board;
import io.qipan.launcher.Service;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.RecommendUnitsRequest;
import io.qipan.proto.dispatch.v1.RecommendUnitsResponse;
import io.qipan.proto.dispatch.v1.RecommendationServiceGrpc;
import io.qipan.proto.ecology.v1.Case;
import io.qipan.proto.ecology.v1.CaseServiceGrpc;
import io.qipan.proto.ecology.v1.ListCasesRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What dispatch-service does without the others, and that nothing is lost when they are back. */
@ExtendWith(SharedBoard.class)
class PeersAwayIT {

    /** A call that waited for a service that does not answer would take that call's deadline of 2 s at least. */
    private static final Duration NOTICEABLE = Duration.ofMillis(1_500);
    /** Back-off of deadlines that failed, and the circuit breaker's 5 s. */
    private static final Duration CATCH_UP = Duration.ofSeconds(60);

    private final TestBoard board;
    private final Board client;
    private final History history = new History();
    private final Dispatcher dispatcher;

    PeersAwayIT(TestBoard board) {
        this.board = board;
        this.client = board.connect();
        this.dispatcher = new Dispatcher(new Client(client, history));
    }

    @BeforeEach
    void settle() {
        City.settle(client);
    }

    @AfterEach
    void repair() {
        client.close();
        board.up();
    }

    @Test
    void withoutPatrolCallsAndIncidentsStillGoInAndOrdersFollowWhenItIsBack() {
        // Given
        awaitPictureOfUnits();
        board.kill(Service.PATROL);
        Call call = dispatcher.takeCall("While patrol-service is away").orElseThrow();
        Incident incident = dispatcher.open(call, "theft").orElseThrow();
        Order requested =
                dispatcher.order(incident, List.of(City.RESERVE)).orElseThrow().getFirst();
        RecommendUnitsResponse degraded = recommend(incident);

        // When
        board.up();

        // Then
        assertThat(requested.getState()).isEqualTo(Order.State.REQUESTED);
        assertThat(degraded.getDegraded()).isTrue();
        assertThat(degraded.getUnitsList()).isNotEmpty().allMatch(found -> found.getPositionStale());
        awaitSent(requested);
        Order accepted = dispatcher.accept(dispatcher.again(requested)).orElseThrow();
        Order cleared = dispatcher.clear(accepted).orElseThrow();
        Incident ended = dispatcher.end(dispatcher.again(incident)).orElseThrow();
        assertThat(cleared.getState()).isEqualTo(Order.State.CLEARED);
        assertThat(ended.getState()).isEqualTo(Incident.State.ENDED);
        assertThat(Picture.take(client).held())
                .noneMatch(held -> held.getOrder().equals(cleared.getName()));
        assertThat(history.faults()).isEmpty();
    }

    @Test
    void withoutEcologyDispatchDoesNotNoticeAndTheCaseIsOpenedLater() {
        // Given a service that takes calls and never answers, which is worse than none
        awaitPictureOfUnits();
        board.freeze(Service.ECOLOGY);
        List<Incident> opened = new ArrayList<>();
        List<Duration> took = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Call call = dispatcher.takeCall("Diggers in the river bed").orElseThrow();
            Instant start = Instant.now();
            opened.add(dispatcher.open(call, "sand_mining").orElseThrow());
            took.add(Duration.between(start, Instant.now()));
        }
        Incident incident = opened.getFirst();
        Order requested =
                dispatcher.order(incident, List.of(City.RESERVE)).orElseThrow().getFirst();
        awaitSent(requested);
        Order cleared = dispatcher.clear(dispatcher.again(requested)).orElseThrow();
        Incident ended = dispatcher.end(dispatcher.again(incident)).orElseThrow();
        board.kill(Service.ECOLOGY);

        // When
        board.up();

        // Then
        assertThat(cleared.getState()).isEqualTo(Order.State.CLEARED);
        assertThat(ended.getState()).isEqualTo(Incident.State.ENDED);
        assertThat(Collections.min(took)).isLessThan(NOTICEABLE);
        await("the cases are opened")
                .atMost(CATCH_UP)
                .until(() -> opened.stream().allMatch(one -> cases(one).size() == 1));
        assertThat(history.operations())
                .allMatch(operation -> operation.trouble().isEmpty());
        assertThat(history.faults()).isEmpty();
    }

    /** Dispatch-service reads the units every second on this board. */
    private void awaitPictureOfUnits() {
        await("dispatch-service knows the units")
                .atMost(CATCH_UP)
                .until(() -> Ledger.number(
                                board.database(Service.DISPATCH),
                                "select count(*) from known_unit where not committed and name = '" + City.RESERVE + "'")
                        == 1);
    }

    private void awaitSent(Order requested) {
        await("the order is sent")
                .atMost(CATCH_UP)
                .until(() -> dispatcher.again(requested).getState() == Order.State.SENT);
    }

    private RecommendUnitsResponse recommend(Incident incident) {
        return RecommendationServiceGrpc.newBlockingStub(client.dispatch())
                .recommendUnits(RecommendUnitsRequest.newBuilder()
                        .setIncident(incident.getName())
                        .build());
    }

    private List<Case> cases(Incident incident) {
        return CaseServiceGrpc.newBlockingStub(client.ecology())
                .listCases(ListCasesRequest.newBuilder()
                        .setOptionalIncident(incident.getName())
                        .build())
                .getCasesList();
    }
}
