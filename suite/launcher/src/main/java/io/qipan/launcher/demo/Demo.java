package io.qipan.launcher.demo;

import io.qipan.launcher.Board;
import io.qipan.launcher.city.Wuhai;
import io.qipan.launcher.client.Ending;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.Order;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/** Plays the night once on a board and reads back what was recorded. Leaves nothing open, also when it breaks off. */
final class Demo {

    private static final LocalTime ONE_O_CLOCK = LocalTime.of(1, 0);

    /**
     * @param missing what the record should show and does not
     */
    record Result(boolean happened, List<String> missing, String incident, List<Timeline.Entry> timeline) {}

    private final Board board;
    private final Cast cast;
    private final Duration patience;
    private final PrintWriter tale;
    private final Desk desk;
    private final Traces traces = new Traces();

    Demo(Board board, Cast cast, Duration patience, PrintWriter tale) {
        this.board = board;
        this.cast = cast;
        this.patience = patience;
        this.tale = tale;
        this.desk = new Desk(board.dispatch(), cast);
    }

    Result play() {
        new Wuhai().reportPositions(board.patrol());
        Summer summer = Summer.declare(board.patrol());
        StoryClock clock = new StoryClock(InstantSource.system(), ONE_O_CLOCK);
        LadderWatch ladder = new LadderWatch(board.dispatch(), cast.dispatcher());
        Night night = new Night(desk, ladder, new Narrator(clock, tale), patience, traces);
        new Ending("demo").play(night::play, new Cleanup(desk, traces, tale)::run, () -> summer.end(tale));
        return result(clock);
    }

    private Result result(StoryClock clock) {
        String incident = traces.incident().orElseThrow();
        String call = traces.call().orElseThrow();
        List<Order> orders = desk.ordersOf(incident);
        List<String> resources = new ArrayList<>(List.of(call, incident));
        orders.forEach(order -> resources.add(order.getName()));
        List<Timeline.Entry> timeline = new Timeline(board.dispatch(), cast.dispatcher(), clock).of(resources);
        Incident ended = desk.incident(incident);
        List<String> missing = Proof.missing(
                desk.call(call), ended, orders, traces.silentOrder().orElse(""), timeline);
        return new Result(missing.isEmpty(), missing, ended.getNumber(), timeline);
    }
}
