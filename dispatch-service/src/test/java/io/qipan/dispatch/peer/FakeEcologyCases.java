package io.qipan.dispatch.peer;

import io.qipan.dispatch.incident.EcologyCases;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.runtime.peer.PeerAway;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Ecology-service in memory: an incident has one case. It can be told to be away. */
public final class FakeEcologyCases implements EcologyCases {
    private final Map<String, String> activities = new HashMap<>();
    private boolean away;
    private int asked;
    private Runnable meanwhile = () -> {};

    public synchronized void goAway() {
        away = true;
    }

    public synchronized void comeBack() {
        away = false;
    }

    /** Has this happen once, while the next case is asked for. */
    public synchronized void whileAsked(Runnable event) {
        meanwhile = event;
    }

    /** The activity of the case of each incident, by incident. */
    public synchronized Map<String, String> activities() {
        return Map.copyOf(activities);
    }

    public synchronized int asked() {
        return asked;
    }

    @Override
    public synchronized String open(Incident incident, String activity) {
        asked++;
        Runnable event = meanwhile;
        meanwhile = () -> {};
        event.run();
        if (away) {
            throw new PeerAway("ecology-service", new IOException("connection refused"));
        }
        String name = incident.id().name();
        if (!activities.containsKey(name)) {
            activities.put(name, activity);
        }
        return "cases/" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
