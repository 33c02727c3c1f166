package io.qipan.launcher.story;

import io.qipan.proto.dispatch.v1.ShowStoryResponse;
import io.qipan.proto.dispatch.v1.StoryClock;
import io.qipan.proto.dispatch.v1.StoryEntry;
import io.qipan.proto.dispatch.v1.StoryHead;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;

/** A story for people: a head, the clocks, and one line for each change. */
record StoryText(PrintWriter out) {

    void begin(ShowStoryResponse first) {
        StoryHead head = first.getHead();
        out.printf(
                Locale.ROOT,
                "%s%s %s, %s, %s, %s%n",
                head.getDrill() ? "EXERCISE: " : "",
                head.getNumber(),
                head.getIncident(),
                head.getType(),
                head.getPriority(),
                head.getState());
        out.printf(
                Locale.ROOT,
                "Counted from %s, %s%n",
                Instant.ofEpochSecond(head.getCountedFrom().getSeconds()),
                head.getCall().isEmpty() ? "when it was opened" : "the answer of " + head.getCall());
        if (!head.getMergedInto().isEmpty()) {
            out.println("Merged into " + head.getMergedInto() + ", where it goes on");
        }
        first.getClocksList().forEach(this::add);
    }

    private void add(StoryClock clock) {
        out.printf(
                Locale.ROOT,
                "  %-10s %s %s: %s%n",
                clock.getMeasure(),
                clock.getSubject(),
                clock.getUnit(),
                clock.hasEndedAt() ? took(clock) : clock.getRunning() ? "still running" : "given up");
    }

    private static String took(StoryClock clock) {
        String bounds = clock.getBoundsSList().stream().map(String::valueOf).collect(Collectors.joining("/"));
        String verdict = clock.getSeconds() < 0
                ? "ended before it began"
                : clock.getWithinS() == 0 ? "beyond all bounds" : "within " + clock.getWithinS() + " s";
        return String.format(Locale.ROOT, "%.1f s, %s of %s", clock.getSeconds(), verdict, bounds);
    }

    void add(StoryEntry entry) {
        String mark = switch (entry.getMark()) {
            case ESCALATION -> "!";
            case SHORTFALL -> "-";
            case MARK_UNSPECIFIED, UNRECOGNIZED -> " ";
        };
        String changes = entry.getChangesList().stream()
                .filter(change ->
                        !change.getBefore().isEmpty() || !change.getAfter().isEmpty())
                .map(change -> change.getField() + " " + change.getBefore() + " > " + change.getAfter())
                .collect(Collectors.joining(", "));
        out.printf(
                Locale.ROOT,
                "%s %+9.1f s  %-26s %s by %s%s%s%n",
                mark,
                entry.getSinceS(),
                entry.getAction(),
                entry.getResource(),
                entry.getActor(),
                entry.getReason().isEmpty() ? "" : ": " + entry.getReason(),
                changes.isEmpty() ? "" : " (" + changes + ")");
    }
}
