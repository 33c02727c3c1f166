package io.qipan.launcher.demo;

import java.io.PrintWriter;
import java.util.List;

/** The timeline for a person. */
final class TimelineText {

    private static final String ROW = "%-9s %-13s %-28s %-25s %-20s %s%n";
    private static final int CLOCK_START = "2026-01-01T".length();
    private static final int CLOCK_LENGTH = "00:00:00.000".length();

    private final PrintWriter out;

    TimelineText(PrintWriter out) {
        this.out = out;
    }

    void print(List<Timeline.Entry> entries) {
        out.println();
        out.println("What the board recorded:");
        out.printf(ROW, "story", "recorded UTC", "who", "what", "about", "why");
        for (Timeline.Entry entry : entries) {
            out.printf(
                    ROW,
                    entry.story(),
                    clock(entry.recordedAt()),
                    entry.who(),
                    entry.action(),
                    entry.about(),
                    entry.reason());
        }
        out.flush();
    }

    private static String clock(String instant) {
        String clock = instant.substring(CLOCK_START, instant.length() - 1);
        return clock.substring(0, Math.min(CLOCK_LENGTH, clock.length()));
    }
}
