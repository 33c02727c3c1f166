package io.qipan.runtime.refusal;

/** Carries a refusal from a use case to the edge, rolling back the unit of work on its way. Not a fault: no stack trace. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    RefusedException(Refusal refusal) {
        super(refusal.reason() + ": " + refusal.message(), null, false, false);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
