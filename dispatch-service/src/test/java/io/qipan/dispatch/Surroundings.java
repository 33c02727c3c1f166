package io.qipan.dispatch;

import io.qipan.dispatch.attention.AttentionFeature;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.deadline.PostgresDeadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.work.UnitOfWork;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.InstantSource;

/** What stands around every feature. */
public record Surroundings(
        UnitOfWork unitOfWork, Journal journal, Deadlines deadlines, DispatchSettings settings, InstantSource clock) {

    public static Surroundings onPostgres(UnitOfWork unitOfWork, InstantSource clock) {
        Deadlines deadlines = new PostgresDeadlines(clock);
        DispatchSettings settings = defaults();
        return new Surroundings(
                unitOfWork, AttentionFeature.journal(deadlines, settings, clock), deadlines, settings, clock);
    }

    /** The settings of a service that nobody has configured. */
    public static DispatchSettings defaults() {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(DispatchSettings.class)
                .build()
                .getConfigMapping(DispatchSettings.class);
    }
}
