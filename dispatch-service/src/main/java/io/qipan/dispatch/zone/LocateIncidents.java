package io.qipan.dispatch.zone;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.zone.IncidentZones.Found;
import io.qipan.dispatch.zone.PatrolGrid.Stumbled;
import io.qipan.dispatch.zone.model.Waiting;
import io.qipan.dispatch.zone.model.ZoneAnswer.Known;
import io.qipan.dispatch.zone.model.ZoneAnswer.NoGrid;
import io.qipan.dispatch.zone.model.ZoneAnswer.Refused;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.peer.PeerAway;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Asks patrol-service for the zones of incidents whose place is new, some at a time. One deadline for all, for one at a time
 * asks; what nobody could say goes on waiting in its row.
 */
@Singleton
public class LocateIncidents implements DeadlineHandler {
    private static final Logger LOG = Logger.getLogger(LocateIncidents.class);
    static final String KIND = "incident.zone";

    /** There is one of them. */
    private static final String SUBJECT = "incidents/-";

    static final int AT_ONCE = 200;
    /** After as many as that there may be thousands more; patrol-service has other things to do. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Well within the time after which another replica would begin as well. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final UnitOfWork unitOfWork;
    private final IncidentZones zones;
    private final PatrolGrid grid;
    private final Deadlines deadlines;
    private final DispatchSettings settings;
    private final InstantSource clock;

    LocateIncidents(
            UnitOfWork unitOfWork,
            IncidentZones zones,
            PatrolGrid grid,
            Deadlines deadlines,
            DispatchSettings settings,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.zones = zones;
        this.grid = grid;
        this.deadlines = deadlines;
        this.settings = settings;
        this.clock = clock;
    }

    /** Has it looked at as soon as possible; when a replica starts. */
    public void begin() {
        Instant ignored = unitOfWork.run("system:start", () -> {
            Instant now = Times.now(clock);
            deadlines.set(KIND, SUBJECT, now);
            return now;
        });
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public boolean callsOut() {
        return true;
    }

    /** What was said of some places, whether the others may be asked for, and why not. */
    private record Said(List<Found> found, boolean goesOn, Optional<RuntimeException> failure) {}

    @Override
    public void handle(Due due) {
        List<Waiting> waiting = unitOfWork.read(() -> zones.waiting(AT_ONCE));
        Said said = ask(waiting);
        boolean more = said.goesOn() && waiting.size() == AT_ONCE;
        Instant ignored = unitOfWork.run("system:" + KIND, () -> {
            Instant now = Times.now(clock);
            zones.keep(said.found(), now);
            if (said.failure().isEmpty()) {
                deadlines.set(KIND, SUBJECT, now.plus(more ? PAUSE : settings.locateIncidentsEvery()));
            }
            return now;
        });
        said.failure().ifPresent(failure -> {
            throw failure;
        });
    }

    private Said ask(List<Waiting> waiting) {
        Instant end = clock.instant().plus(LONGEST);
        List<Found> found = new ArrayList<>();
        Optional<RuntimeException> stumbled = Optional.empty();
        for (Waiting incident : waiting) {
            try {
                switch (grid.locate(incident.place())) {
                    case Known answer -> found.add(new Found(incident, told(incident, answer)));
                    case NoGrid() -> {
                        return new Said(found, false, Optional.empty());
                    }
                }
            } catch (Stumbled e) {
                stumbled = Optional.of(new PeerAway("patrol-service, asked where " + name(incident) + " is,", e));
            } catch (RuntimeException e) {
                // Thrown once the answers of those before it are kept.
                return new Said(found, false, Optional.of(e));
            }
            if (clock.instant().isAfter(end)) {
                break;
            }
        }
        // What was stumbled over waits with the next ones; it is told once it waits alone.
        return new Said(found, true, found.isEmpty() ? stumbled : Optional.empty());
    }

    private static Known told(Waiting incident, Known answer) {
        if (answer instanceof Refused) {
            LOG.warnf("patrol-service takes no such place as that of %s: its zone stays unknown", name(incident));
        }
        return answer;
    }

    private static String name(Waiting incident) {
        return incident.incident().name();
    }
}
