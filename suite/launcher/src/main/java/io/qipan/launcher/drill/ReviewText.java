package io.qipan.launcher.drill;

import io.qipan.proto.dispatch.v1.Incident;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

/** What an exercise did beside what had been done, a line for each incident. */
record ReviewText(PrintWriter out) {
    private static final String LINE = "%-14s %-24s %-34s %-34s %s%n";

    void head() {
        out.printf(Locale.ROOT, LINE, "incident", "type", "then", "in the drill", "drilled as");
    }

    /**
     * @param drill empty: people made no incident of it
     */
    void line(Incident opened, Done then, Optional<Done> drill) {
        out.printf(
                Locale.ROOT,
                LINE,
                then.number(),
                opened.getType() + " " + opened.getPriority(),
                text(then),
                drill.map(ReviewText::text).orElse("no incident"),
                drill.map(Done::number).orElse("-"));
    }

    private static String text(Done done) {
        return done.orderedAfterS()
                        .map(seconds -> String.format(Locale.ROOT, "%.1f min", seconds / 60))
                        .orElse("no order")
                + ", " + done.units().size() + " units, "
                + done.plan().orElse("no plan");
    }
}
