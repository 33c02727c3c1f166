package io.qipan.ecology.rule.model;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * A span of local time, as an order names it.
 *
 * @param from its first moment
 * @param until the first moment after it; empty: until further notice
 */
public record Span(LocalDateTime from, Optional<LocalDateTime> until) {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    public Span {
        if (until.isPresent() && !until.get().isAfter(from)) {
            throw new IllegalArgumentException("From " + from + " until " + until.get() + " is never");
        }
    }

    boolean includes(LocalDateTime local) {
        return !local.isBefore(from) && until.map(local::isBefore).orElse(true);
    }

    Text text() {
        String begin = MINUTES.format(from);
        return until.map(MINUTES::format)
                .map(end -> new Text(begin + " to " + end, begin + "至" + end))
                .orElseGet(() -> new Text(begin + " until further notice", begin + "起，至另行通知"));
    }
}
