package io.qipan.patrol.unit.model;

/** Whether anybody is on duty with a unit. {@code qipan.patrol.v1.Unit.Duty} tells what each means. */
public enum Duty {
    NO_SHIFT_TODAY,
    ON_DUTY,
    OFF_DUTY
}
