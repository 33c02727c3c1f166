package io.qipan.launcher.replay;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** One thing to send. Tasks that share a key are sent in the order of the plan, others may run side by side. */
sealed interface Task {

    /** When it is its turn, by the clock of the file: its own time, or that of the step before it if that is later. */
    Instant due();

    /** The calls and units it touches. */
    Set<String> keys();

    record RegisterUnit(Recording.Unit unit, Instant due) implements Task {
        @Override
        public Set<String> keys() {
            return Set.of(unit.name());
        }
    }

    record CreateCall(Recording.Call call, Instant due) implements Task {
        @Override
        public Set<String> keys() {
            return Set.of(call.key());
        }
    }

    record OpenIncident(Recording.Call call, Instant due) implements Task {
        @Override
        public Set<String> keys() {
            return Set.of(call.key());
        }
    }

    /**
     * @param takenFrom the call that the unit had not finished
     */
    record SendUnit(String call, Recording.Order order, Optional<String> takenFrom, Instant due) implements Task {
        @Override
        public Set<String> keys() {
            return takenFrom.map(from -> Set.of(call, order.unit(), from)).orElse(Set.of(call, order.unit()));
        }
    }

    /**
     * @param late the order is over when this is told, because the unit was taken for another
     */
    record ReportStep(String call, String unit, Recording.Stamp stamp, boolean late, Instant due) implements Task {
        @Override
        public Set<String> keys() {
            return Set.of(call, unit);
        }
    }

    /**
     * @param endedAt the last time that the file tells of the call
     */
    record EndIncident(Recording.Call call, Instant endedAt) implements Task {
        @Override
        public Instant due() {
            return endedAt;
        }

        @Override
        public Set<String> keys() {
            return Set.of(call.key());
        }
    }
}
