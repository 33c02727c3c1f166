package io.qipan.patrol.start;

import io.qipan.patrol.live.LivePicture;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether this replica knows where the units are. Another one may be better off. */
@Readiness
@Singleton
public class LivePictureReady implements HealthCheck {
    private static final Duration OLDEST = Duration.ofSeconds(15);

    private final LivePicture live;

    public LivePictureReady(LivePicture live) {
        this.live = live;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("Units in memory")
                .status(live.age().compareTo(OLDEST) <= 0)
                .withData("as of", live.picture().asOf().toString())
                .build();
    }
}
