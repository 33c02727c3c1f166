package io.qipan.runtime.relay;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.FeedStore;
import io.qipan.runtime.start.Phase;
import io.qipan.runtime.work.UnitOfWork;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Has the feed carried on if somebody has said where to; else nothing of a client exists. */
@Singleton
public class RelayStart implements DeadlineHandler {
    private final RelaySettings settings;
    private final String service;
    private final UnitOfWork unitOfWork;
    private final Deadlines deadlines;
    private final FeedStore store;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private @Nullable FeedRelay relay;
    private @Nullable Topic topic;

    public RelayStart(
            RelaySettings settings,
            @ConfigProperty(name = "quarkus.application.name") String service,
            UnitOfWork unitOfWork,
            Deadlines deadlines,
            FeedStore store,
            InstantSource clock,
            MeterRegistry meters) {
        this.settings = settings;
        this.service = service;
        this.unitOfWork = unitOfWork;
        this.deadlines = deadlines;
        this.store = store;
        this.clock = clock;
        this.meters = meters;
    }

    void start(@Observes StartupEvent event) {
        if (settings.isOn()) {
            relay().begin();
        }
    }

    /** Made when it is needed first: another replica may have begun before this one has started. */
    private synchronized FeedRelay relay() {
        FeedRelay made = relay;
        if (made == null) {
            URI source = URI.create("/" + service + "/" + store.source());
            Topic opened = settings.topic();
            made = new FeedRelay(
                    unitOfWork,
                    deadlines,
                    store,
                    clock,
                    new Events(source, settings.kinds(), settings.whole()),
                    opened,
                    meters);
            topic = opened;
            relay = made;
        }
        return made;
    }

    @Override
    public String kind() {
        return FeedRelay.KIND;
    }

    @Override
    public boolean callsOut() {
        return true;
    }

    @Override
    public void handle(Due due) {
        if (settings.isOn()) {
            relay().handle();
        } else {
            // Left from when it was on.
            unitOfWork.run("system:" + FeedRelay.KIND, () -> {
                deadlines.lift(due.kind(), due.subject());
                return due;
            });
        }
    }

    synchronized void stop(@Observes @Priority(Phase.AFTER_CALLS) ShutdownEvent event) {
        if (topic != null) {
            topic.close();
        }
    }
}
