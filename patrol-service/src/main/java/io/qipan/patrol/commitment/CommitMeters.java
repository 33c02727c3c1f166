package io.qipan.patrol.commitment;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.proto.patrol.v1.CommitResult;
import io.qipan.proto.patrol.v1.CommitUnitsResponse;
import jakarta.inject.Singleton;
import java.util.Locale;

/** Counts the answers to claims: many of {@code unit_committed} mean that dispatchers see the units too late. */
@Singleton
public class CommitMeters {
    private final MeterRegistry meters;

    public CommitMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    void count(CommitUnitsResponse answer) {
        answer.getResultsList()
                .forEach(result -> meters.counter("qipan.patrol.claims", "result", name(result))
                        .increment());
    }

    private static String name(CommitResult result) {
        return result.hasCommitment()
                ? "granted"
                : result.getRefusal().getReason().name().toLowerCase(Locale.ROOT);
    }
}
