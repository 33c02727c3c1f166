package io.qipan.patrol.unit.model;

/** Whether a unit works. Being committed is another matter: a unit can have an order to finish and be out of service. */
public sealed interface UnitStatus {

    /** As refusals call it. */
    String code();

    /** Can be committed unless it is. */
    record InService() implements UnitStatus {
        @Override
        public String code() {
            return "in_service";
        }
    }

    /** Cannot be committed. */
    record OutOfService(String reason) implements UnitStatus {
        @Override
        public String code() {
            return "out_of_service";
        }
    }
}
