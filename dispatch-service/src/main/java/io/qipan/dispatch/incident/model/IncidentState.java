package io.qipan.dispatch.incident.model;

import io.qipan.dispatch.id.model.IncidentId;
import java.time.Instant;
import java.util.Set;

/** The states of an incident and the steps between them. What {@link Merging} does to two incidents is beside these steps. */
public sealed interface IncidentState {

    /** By the name that people and refusals use. */
    String word();

    /** The words of the states that may follow. */
    Set<String> next();

    /** Somebody is responsible, and the system looks again at a set time. */
    sealed interface Open extends IncidentState {
        Instant nextDeadlineAt();

        /** The same state with a later look. */
        Open until(Instant nextDeadlineAt);
    }

    record New(Instant nextDeadlineAt) implements Open {
        @Override
        public String word() {
            return "new";
        }

        @Override
        public Set<String> next() {
            return Set.of("queued", "active", "monitored", "ended");
        }

        @Override
        public Open until(Instant later) {
            return new New(later);
        }
    }

    record Queued(Instant nextDeadlineAt) implements Open {
        @Override
        public String word() {
            return "queued";
        }

        @Override
        public Set<String> next() {
            return Set.of("active", "monitored", "ended");
        }

        @Override
        public Open until(Instant later) {
            return new Queued(later);
        }
    }

    record Active(Instant nextDeadlineAt) implements Open {
        @Override
        public String word() {
            return "active";
        }

        @Override
        public Set<String> next() {
            return Set.of("monitored", "ended");
        }

        @Override
        public Open until(Instant later) {
            return new Active(later);
        }
    }

    record Monitored(Instant nextDeadlineAt) implements Open {
        @Override
        public String word() {
            return "monitored";
        }

        @Override
        public Set<String> next() {
            return Set.of("queued", "active", "ended");
        }

        @Override
        public Open until(Instant later) {
            return new Monitored(later);
        }
    }

    /**
     * The same as another incident, which is worked in its place.
     *
     * @param before what it is again when the two are taken apart
     */
    record Merged(IncidentId into, Open before) implements IncidentState {
        @Override
        public String word() {
            return "merged";
        }

        @Override
        public Set<String> next() {
            return Set.of();
        }
    }

    record Ended(IncidentOutcome outcome, String rationale, Instant endedAt) implements IncidentState {
        @Override
        public String word() {
            return "ended";
        }

        @Override
        public Set<String> next() {
            return Set.of();
        }
    }
}
