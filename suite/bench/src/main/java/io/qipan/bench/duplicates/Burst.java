package io.qipan.bench.duplicates;

import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.DuplicateSuggestion;
import io.qipan.proto.dispatch.v1.Incident;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Many callers about one fire at once: each call is taken, its incident suggested, and it is attached there. */
final class Burst {
    private final Console console;
    private final int desks;
    private final Queue<Long> taking = new ConcurrentLinkedQueue<>();
    private final Queue<Long> suggesting = new ConcurrentLinkedQueue<>();
    private final Queue<Long> attaching = new ConcurrentLinkedQueue<>();
    private final AtomicInteger notFound = new AtomicInteger();
    private double seconds;
    private int attached;

    Burst(Console console, int desks) {
        this.console = console;
        this.desks = desks;
    }

    void measure(List<Report> reports) throws Exception {
        Report first = reports.getFirst();
        Incident fire = console.open(console.take(first), first);
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(desks)) {
            List<Future<?>> all = new ArrayList<>();
            reports.stream().skip(1).forEach(report -> all.add(threads.submit(() -> one(report, fire.getName()))));
            for (Future<?> each : all) {
                each.get();
            }
        }
        seconds = (System.nanoTime() - start) / 1e9;
        attached = console.now(fire.getName()).getCallsCount();
        console.end(fire.getName());
    }

    private void one(Report report, String fire) {
        long start = System.nanoTime();
        Call call = console.take(report);
        long taken = System.nanoTime();
        List<DuplicateSuggestion> suggestions = console.suggest(call, report.type());
        long suggested = System.nanoTime();
        taking.add(taken - start);
        suggesting.add(suggested - taken);
        if (suggestions.isEmpty() || !suggestions.getFirst().getIncident().equals(fire)) {
            notFound.incrementAndGet();
            return;
        }
        console.attach(call, fire);
        attaching.add(System.nanoTime() - suggested);
    }

    String text() {
        return "%d calls about one fire at %d desks in %.1f s; %d on the incident, %d not suggested%n%s%n%s%n%s"
                .formatted(
                        taking.size(),
                        desks,
                        seconds,
                        attached,
                        notFound.get(),
                        text("CreateCall        ", taking),
                        text("SuggestDuplicates ", suggesting),
                        text("AttachCall        ", attaching));
    }

    private static String text(String title, Queue<Long> nanoseconds) {
        return "  %s P50 %.1f ms  P99 %.1f ms".formatted(title, rank(nanoseconds, 0.5), rank(nanoseconds, 0.99));
    }

    /** Nearest-rank, in milliseconds. */
    private static double rank(Queue<Long> nanoseconds, double share) {
        long[] sorted = nanoseconds.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e6;
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new TreeMap<>();
        fields.put("burst_calls", taking.size());
        fields.put("burst_seconds", seconds);
        fields.put("burst_attached", attached);
        fields.put("burst_not_suggested", notFound.get());
        fields.put("create_call_p99_ms", rank(taking, 0.99));
        fields.put("suggest_p99_ms", rank(suggesting, 0.99));
        fields.put("attach_p99_ms", rank(attaching, 0.99));
        return fields;
    }
}
