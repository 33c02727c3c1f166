package io.qipan.runtime.start;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.runtime.follow.FeedFollower;
import io.qipan.runtime.follow.FollowedFeed;
import io.qipan.runtime.work.UnitOfWork;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Follows the feeds of other services while the service runs. Nothing waits for them: readiness does not ask for it. */
@Singleton
public class FeedsFollowed {
    private final List<FeedFollower> followers;

    public FeedsFollowed(
            @Any Instance<FollowedFeed> feeds, UnitOfWork unitOfWork, InstantSource clock, MeterRegistry meters) {
        Set<String> services = new HashSet<>();
        for (FollowedFeed feed : feeds) {
            if (!services.add(feed.service())) {
                throw new IllegalStateException("Two feeds of " + feed.service()
                        + " are followed, and how far is kept once: have one of them read both kinds");
            }
        }
        this.followers = feeds.stream()
                .map(feed -> new FeedFollower(feed, unitOfWork, clock, meters))
                .toList();
    }

    void start(@Observes @Priority(Phase.BEFORE_CALLS) StartupEvent event) {
        followers.forEach(FeedFollower::start);
    }

    void stop(@Observes @Priority(Phase.AFTER_CALLS) ShutdownEvent event) {
        followers.forEach(FeedFollower::close);
    }
}
