package io.qipan.ecology.clue.model;

import java.time.Instant;
import java.util.Optional;

/**
 * The incident of a clue, as dispatch-service told it last.
 *
 * @param requestedAt when it was decided to send it there
 * @param opened empty until dispatch-service has answered
 * @param result empty while units are or may be at work
 */
public record LinkedIncident(Instant requestedAt, Optional<Opened> opened, Optional<Result> result) {

    /**
     * As which dispatch-service knows it.
     *
     * @param version of this state, which grows with each; 0 if it is not known
     * @param name {@code incidents/{uuid}}
     * @param mergedInto the incident that is worked in its place, as long as it is
     */
    public record Opened(String name, String number, Optional<String> mergedInto, long version) {}

    /**
     * How it ended.
     *
     * @param outcome name of a {@code qipan.dispatch.v1.IncidentOutcome}
     * @param found in words
     */
    public record Result(Instant at, String outcome, String found) {}

    public static LinkedIncident requested(Instant at) {
        return new LinkedIncident(at, Optional.empty(), Optional.empty());
    }

    /** Whether dispatch-service has not answered yet. */
    public boolean isWaiting() {
        return opened.isEmpty();
    }

    /** Whether units are or may be at work on it. One that is merged is worked as another, whose end tells nothing of this one. */
    public boolean isUnderWay() {
        return result.isEmpty() && opened.flatMap(Opened::mergedInto).isEmpty();
    }

    public boolean isOver() {
        return result.isPresent();
    }

    /** Whether this was told before the other, and is outdated by it. An end is never: nothing comes after it. */
    boolean isBefore(LinkedIncident other) {
        return !isOver() && version() > 0 && version() < other.version();
    }

    /** Whether both say the same, perhaps of different states of the incident. */
    boolean saysAsMuchAs(LinkedIncident other) {
        return at(0).equals(other.at(0));
    }

    private long version() {
        return opened.map(Opened::version).orElse(0L);
    }

    private LinkedIncident at(long version) {
        return new LinkedIncident(
                requestedAt,
                opened.map(known -> new Opened(known.name(), known.number(), known.mergedInto(), version)),
                result);
    }
}
