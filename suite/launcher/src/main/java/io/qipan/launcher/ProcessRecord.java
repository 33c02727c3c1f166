package io.qipan.launcher;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A process that was started, told apart from a later one with the same pid by the instant it started. */
record ProcessRecord(String name, long pid, long startedAtMillis) {

    /** The system derives a start instant from the time since boot, which moves a little when the clock is set. */
    private static final Duration CLOCK_SLACK = Duration.ofSeconds(2);

    static ProcessRecord of(String name, ProcessHandle process) {
        return new ProcessRecord(
                name, process.pid(), startOf(process).orElseGet(Instant::now).toEpochMilli());
    }

    /** The process, when it still is the one that was started. */
    Optional<ProcessHandle> alive() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isTheSame);
    }

    private boolean isTheSame(ProcessHandle process) {
        return startOf(process)
                .map(start -> Duration.between(Instant.ofEpochMilli(startedAtMillis), start)
                        .abs())
                .filter(difference -> difference.compareTo(CLOCK_SLACK) <= 0)
                .isPresent();
    }

    private static Optional<Instant> startOf(ProcessHandle process) {
        return process.info().startInstant();
    }
}
