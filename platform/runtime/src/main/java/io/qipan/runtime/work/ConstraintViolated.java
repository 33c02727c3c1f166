package io.qipan.runtime.work;

/** A constraint of the database refused a row. The adapter that knows what the constraint protects says so in its own words. */
public final class ConstraintViolated extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String constraint;

    ConstraintViolated(String constraint, Throwable cause) {
        super("Constraint " + constraint + " is violated", cause);
        this.constraint = constraint;
    }

    /** The constraint's name. */
    public String constraint() {
        return constraint;
    }
}
