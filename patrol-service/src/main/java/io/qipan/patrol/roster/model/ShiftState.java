package io.qipan.patrol.roster.model;

import java.time.Instant;

/** Nothing leads back from over. */
public sealed interface ShiftState {

    /** As people and refusals call it. */
    String word();

    record Planned() implements ShiftState {
        @Override
        public String word() {
            return "planned";
        }
    }

    /** The crew is on duty. */
    sealed interface OnDuty extends ShiftState {
        Start start();
    }

    /** @param by who of the crew said so */
    record Start(Instant at, String by) {}

    record Running(Start start) implements OnDuty {
        @Override
        public String word() {
            return "running";
        }
    }

    /**
     * @param confirmBy when everybody who watches is reminded next
     * @param reminders how often that was
     */
    record HandingOver(Start start, Handover handover, Instant confirmBy, int reminders) implements OnDuty {
        @Override
        public String word() {
            return "handing_over";
        }
    }

    sealed interface Over extends ShiftState {
        Instant at();
    }

    /** Nobody took over. */
    record Ended(Start start, Instant at, String notes) implements Over {
        @Override
        public String word() {
            return "ended";
        }
    }

    /**
     * @param confirmedBy who of the incoming crew took over
     */
    record HandedOver(Start start, Instant at, Handover handover, int reminders, String confirmedBy) implements Over {
        @Override
        public String word() {
            return "ended";
        }
    }

    record Cancelled(Instant at, String reason) implements Over {
        @Override
        public String word() {
            return "cancelled";
        }
    }
}
