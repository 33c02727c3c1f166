package io.qipan.ecology.casefile;

import io.qipan.ecology.procedure.model.Clock;
import java.time.Instant;
import java.util.UUID;

/** A clock with the case it belongs to. */
public record CaseClock(UUID caseId, Clock clock) {

    /** The place of a clock in a list by due time. */
    public record Key(Instant dueAt, UUID caseId, int number) {

        /** Reads what {@link #toString} wrote; throws for anything else. */
        static Key parse(String text) {
            String[] parts = text.split(" ", -1);
            if (parts.length != 3) {
                throw new IllegalArgumentException("no key: " + text);
            }
            return new Key(Instant.parse(parts[0]), UUID.fromString(parts[1]), Integer.parseInt(parts[2]));
        }

        @Override
        public String toString() {
            return dueAt + " " + caseId + " " + number;
        }
    }

    Key key() {
        return new Key(clock.due().at(), caseId, clock.number());
    }
}
