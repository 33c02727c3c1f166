package io.qipan.dispatch.order;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.incident.model.Priority;
import io.qipan.dispatch.order.model.Ladder;
import jakarta.inject.Singleton;

/** Which acknowledgement ladder an incident's orders climb. */
@Singleton
class Ladders {
    private final Ladder lifeRisk;
    private final Ladder others;

    Ladders(DispatchSettings settings) {
        this.lifeRisk = Ladder.of(settings.ladderP1());
        this.others = Ladder.of(settings.ladderOthers());
    }

    Ladder of(Priority priority) {
        return priority == Priority.P1 ? lifeRisk : others;
    }
}
