package io.qipan.ecology.rule.model;

import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Collectors;

/** When in the year a rule holds, by local time. */
public sealed interface Season {

    boolean includes(LocalDateTime local);

    /** In words. */
    Text text();

    record AllYear() implements Season {
        @Override
        public boolean includes(LocalDateTime local) {
            return true;
        }

        @Override
        public Text text() {
            return new Text("all year", "全年");
        }
    }

    /** The same windows every year; at least one. */
    record Yearly(List<Window> windows) implements Season {
        public Yearly {
            windows = List.copyOf(windows);
        }

        @Override
        public boolean includes(LocalDateTime local) {
            return windows.stream().anyMatch(window -> window.includes(local));
        }

        @Override
        public Text text() {
            return new Text(
                    windows.stream().map(Window::toString).collect(Collectors.joining(" and ")) + ", every year",
                    windows.stream()
                            .map(w -> w.from() + "至" + (w.crossesNewYear() ? "次年" : "") + w.until())
                            .collect(Collectors.joining("、", "每年", "")));
        }
    }

    /** Told once: for these spans of time. At least one. */
    record Told(List<Span> spans) implements Season {
        public Told {
            spans = List.copyOf(spans);
        }

        @Override
        public boolean includes(LocalDateTime local) {
            return spans.stream().anyMatch(span -> span.includes(local));
        }

        @Override
        public Text text() {
            return new Text(
                    spans.stream().map(span -> span.text().en()).collect(Collectors.joining(" and ")),
                    spans.stream().map(span -> span.text().zh()).collect(Collectors.joining("、")));
        }
    }
}
