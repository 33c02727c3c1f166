package io.qipan.launcher.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Merges the chains of a recording (what happens to a call, and to each unit sent to it) into one stream by time, and follows
 * which unit is with which call. Within a chain the order of the steps stands, whatever their times say: a stamp that lies
 * before the step before it is sent right after that step, with its own time, so that the service can flag it. In the same
 * second units are sent last, after those that become free.
 */
final class Merge {

    private enum Rank {
        FREES,
        OTHER,
        SENDS
    }

    /** The next thing of a chain. */
    private record Head(Instant due, Rank rank, int chain, Runnable happen) {}

    /** How far a call has come. */
    private static final class Progress {
        private final Recording.Call call;
        private int openRows;
        private Instant lastTime;

        Progress(Recording.Call call) {
            this.call = call;
            this.openRows = call.orders().size();
            this.lastTime = call.receivedAt();
        }

        void at(Instant time) {
            if (time.isAfter(lastTime)) {
                lastTime = time;
            }
        }
    }

    /** How far a unit sent to a call has come. A row is done when all of it is told and the order is over. */
    private final class Row {
        private final Progress progress;
        private final Recording.Order order;
        private final int chain = chains++;
        private int told;
        private boolean over;

        Row(Progress progress, Recording.Order order) {
            this.progress = progress;
            this.order = order;
        }

        String call() {
            return progress.call.key();
        }

        void closeIfDone(Instant due) {
            if (over && told == order.stamps().size()) {
                progress.openRows--;
                endIfDone(progress, due);
            }
        }
    }

    private final Recording recording;
    private final PriorityQueue<Head> heads = new PriorityQueue<>(
            Comparator.comparing(Head::due).thenComparing(Head::rank).thenComparingInt(Head::chain));
    private final Map<String, Row> busy = new HashMap<>();
    private final Map<Row, String> takenFor = new HashMap<>();
    private final List<Task> tasks = new ArrayList<>();
    private final List<Plan.Diversion> diversions = new ArrayList<>();
    private int chains;

    Merge(Recording recording) {
        this.recording = recording;
    }

    Plan run() {
        Instant first = recording.calls().stream()
                .map(Recording.Call::receivedAt)
                .min(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        recording.units().forEach(unit -> tasks.add(new Task.RegisterUnit(unit, first)));
        recording.calls().forEach(this::begin);
        for (Head head = heads.poll(); head != null; head = heads.poll()) {
            head.happen().run();
        }
        return new Plan(tasks, diversions, neverFree());
    }

    private void begin(Recording.Call call) {
        Progress progress = new Progress(call);
        int chain = chains++;
        Instant opens = later(call.receivedAt(), call.openedAt());
        progress.at(opens);
        heads.add(new Head(call.receivedAt(), Rank.OTHER, chain, () -> {
            tasks.add(new Task.CreateCall(call, call.receivedAt()));
            heads.add(new Head(opens, Rank.OTHER, chain, () -> {
                tasks.add(new Task.OpenIncident(call, opens));
                call.orders().forEach(order -> begin(new Row(progress, order), opens));
                endIfDone(progress, opens);
            }));
        }));
    }

    private void begin(Row row, Instant opened) {
        Instant due = later(opened, row.order.sentAt());
        row.progress.at(due);
        heads.add(new Head(due, Rank.SENDS, row.chain, () -> send(row, due)));
    }

    private void send(Row row, Instant due) {
        Row before = busy.put(row.order.unit(), row);
        Optional<String> takenFrom = Optional.ofNullable(before).map(Row::call);
        tasks.add(new Task.SendUnit(row.call(), row.order, takenFrom, due));
        if (before != null) {
            divert(before, row, due);
        }
        next(row, due);
    }

    private void divert(Row from, Row to, Instant due) {
        from.over = true;
        from.progress.at(due);
        takenFor.put(from, to.call());
        diversions.add(new Plan.Diversion(
                from.order.unit(), from.call(), from.order.sentAt(), to.call(), to.order.sentAt(), freeAt(from.order)));
        from.closeIfDone(due);
    }

    private static Optional<Instant> freeAt(Recording.Order order) {
        return order.stamps().stream()
                .filter(stamp -> stamp.step() == Step.CLEAR)
                .map(Recording.Stamp::at)
                .findFirst();
    }

    private void next(Row row, Instant after) {
        if (row.told < row.order.stamps().size()) {
            Recording.Stamp stamp = row.order.stamps().get(row.told);
            Instant due = later(after, stamp.at());
            Rank rank = stamp.step() == Step.CLEAR ? Rank.FREES : Rank.OTHER;
            heads.add(new Head(due, rank, row.chain, () -> report(row, stamp, due)));
        }
    }

    private void report(Row row, Recording.Stamp stamp, Instant due) {
        row.progress.at(due);
        row.told++;
        tasks.add(new Task.ReportStep(row.call(), row.order.unit(), stamp, row.over, due));
        if (stamp.step() == Step.CLEAR && !row.over) {
            row.over = true;
            busy.remove(row.order.unit(), row);
        }
        next(row, due);
        row.closeIfDone(due);
    }

    private void endIfDone(Progress progress, Instant due) {
        if (progress.openRows == 0) {
            Task end = new Task.EndIncident(progress.call, progress.lastTime);
            heads.add(new Head(due, Rank.OTHER, chains++, () -> tasks.add(end)));
        }
    }

    private List<Plan.NeverFree> neverFree() {
        List<Plan.NeverFree> result = new ArrayList<>();
        takenFor.forEach((row, call) -> addNeverFree(result, row, Optional.of(call)));
        busy.values().forEach(row -> addNeverFree(result, row, Optional.empty()));
        result.sort(Comparator.comparingLong(Plan.NeverFree::line));
        return result;
    }

    private static void addNeverFree(List<Plan.NeverFree> result, Row row, Optional<String> call) {
        if (!row.order.tells(Step.CLEAR)) {
            result.add(new Plan.NeverFree(row.order.line(), row.order.unit(), row.call(), call));
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
