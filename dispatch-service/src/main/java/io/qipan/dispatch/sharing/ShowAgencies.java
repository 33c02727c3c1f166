package io.qipan.dispatch.sharing;

import io.qipan.dispatch.incident.OpenShares;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Tells each agency that an incident is shared with what has become of it. */
@Singleton
class ShowAgencies implements OpenShares {
    private final IncidentShares shares;
    private final ShareRecords records;
    private final InstantSource clock;

    ShowAgencies(IncidentShares shares, ShareRecords records, InstantSource clock) {
        this.shares = shares;
        this.records = records;
        this.clock = clock;
    }

    @Override
    public void changed(Incident incident) {
        Instant now = Times.now(clock);
        shares.lockOpen(incident.id()).stream()
                .filter(share -> share.isInForce(now))
                .forEach(share -> records.show(share, incident, now));
    }
}
