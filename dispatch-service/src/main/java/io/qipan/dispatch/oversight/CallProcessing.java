package io.qipan.dispatch.oversight;

import java.time.Instant;
import java.util.Optional;

/** How long it took from answering calls to sending units, by our own record. Inside a unit of work only. */
interface CallProcessing {

    /** Which calls; what is empty does not restrict. {@code until} is exclusive. */
    record Period(Optional<Instant> from, Optional<Instant> until, String referencePrefix) {}

    /**
     * Seconds, over {@code n} calls.
     *
     * @param shareWithin60 0 to 1
     * @param withoutOrder calls of the period that opened an incident and have no sent order yet
     */
    record Summary(long n, double meanS, double p50S, double p90S, double shareWithin60, long withoutOrder) {}

    Summary summarize(Period period);
}
