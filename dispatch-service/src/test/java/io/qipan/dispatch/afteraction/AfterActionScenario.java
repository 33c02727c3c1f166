package io.qipan.dispatch.afteraction;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.anIncidentOf;

import io.qipan.dispatch.Desk;
import io.qipan.dispatch.DispatchScenario;
import io.qipan.proto.common.v1.Change;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.ShowMomentRequest;
import io.qipan.proto.dispatch.v1.ShowMomentResponse;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.journal.Feed;
import io.qipan.runtime.journal.FeedStore;
import io.qipan.runtime.journal.Sequencer;
import io.qipan.runtime.rpc.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The whole service with its feed. */
abstract class AfterActionScenario extends DispatchScenario {
    private final Feed feed = new Feed(new Sequencer(DATABASE.unitOfWork()), new FeedStore(DATABASE.unitOfWork()));

    @BeforeEach
    void follow() {
        feed.start();
    }

    @AfterEach
    void stopFollowing() {
        feed.close();
    }

    /** Waits until everything that was done stands in the feed. */
    void seal() {
        feed.wake();
        Awaitility.await()
                .pollInterval(Duration.ofMillis(5))
                .until(() -> rows("select count(*)::text from journal_pending").equals(List.of("0")));
    }

    Desk commander() {
        return new Desk(harness.channelOf("zhao", Role.COMMANDER));
    }

    Incident opened(String type, boolean drill) {
        Call call = desk().take(aCall().setDrill(drill));
        return desk().open(anIncidentOf(call, type));
    }

    Instant later(long seconds) {
        return clock.advance(Duration.ofSeconds(seconds));
    }

    /** One unit sent, on the scene and done, and the incident over. */
    Order workedOff(Incident incident, String unit) {
        later(20);
        Order sent = desk().send(incident, unit);
        later(10);
        Order accepted = desk().accept(sent);
        later(300);
        Order cleared = desk().clear(desk().arrive(accepted));
        Incident ended = desk().end(desk().now(incident));
        return ended.getState() == Incident.State.ENDED ? cleared : sent;
    }

    ShowMomentRequest.Builder at(Instant at) {
        return ShowMomentRequest.newBuilder().setAt(Times.message(at));
    }

    /** All pages. */
    List<Change> moment(ShowMomentRequest.Builder request) {
        List<Change> all = new ArrayList<>();
        ShowMomentResponse page;
        do {
            page = commander().afterAction.showMoment(request.build());
            all.addAll(page.getResourcesList());
            request.setPageToken(page.getNextPageToken());
        } while (!page.getNextPageToken().isEmpty());
        return all;
    }
}
