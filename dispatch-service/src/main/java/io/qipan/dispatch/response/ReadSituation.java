package io.qipan.dispatch.response;

import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.recommend.Destination;
import io.qipan.dispatch.response.model.Situation;
import io.qipan.runtime.peer.PeerAway;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Gathers what the plan of an incident is chosen by. Not inside a unit of work. */
@Singleton
public class ReadSituation {
    private static final Logger LOG = Logger.getLogger(ReadSituation.class);
    static final ZoneId CITY = ZoneId.of("Asia/Shanghai");

    private final PatrolFacts patrol;
    private final InstantSource clock;

    ReadSituation(PatrolFacts patrol, InstantSource clock) {
        this.patrol = patrol;
        this.clock = clock;
    }

    /** Refuses INCOMPLETE for an incident without a chosen location. */
    Situation of(Incident incident) {
        return new Situation(
                incident.type(),
                incident.priority(),
                LocalTime.ofInstant(clock.instant(), CITY),
                ifKnown(() -> patrol.zoneOf(Destination.of(incident).middle())),
                ifKnown(patrol::dutyLevel));
    }

    /** The same of an incident that may have no place yet; it is in no zone then. */
    public Situation ofWhatIsKnown(Incident incident) {
        return incident.chosenLocation().isPresent()
                ? of(incident)
                : new Situation(
                        incident.type(),
                        incident.priority(),
                        LocalTime.ofInstant(clock.instant(), CITY),
                        Optional.empty(),
                        ifKnown(patrol::dutyLevel));
    }

    private static Optional<String> ifKnown(Supplier<Optional<String>> fact) {
        try {
            return fact.get();
        } catch (PeerAway e) {
            LOG.infof("A plan is chosen without what patrol-service knows: %s", e.getMessage());
            return Optional.empty();
        }
    }
}
