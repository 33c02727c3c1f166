package io.qipan.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is moved. */
public final class TestClock implements InstantSource {

    private final AtomicReference<Instant> now;

    private TestClock(Instant now) {
        this.now = new AtomicReference<>(now);
    }

    /** Stands at an unremarkable working day: 2026-11-20T02:00:00Z, ten in the morning in China. */
    public static TestClock standing() {
        return at(Instant.parse("2026-11-20T02:00:00Z"));
    }

    public static TestClock at(Instant instant) {
        return new TestClock(instant);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    public void set(Instant instant) {
        now.set(instant);
    }

    /** Moves on, or back if negative; returns the new time. */
    public Instant advance(Duration duration) {
        return now.updateAndGet(instant -> instant.plus(duration));
    }
}
