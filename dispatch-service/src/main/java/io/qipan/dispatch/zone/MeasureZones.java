package io.qipan.dispatch.zone;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/** How many real incidents wait for their zone, counted up to 100,000: {@code qipan_incidents_without_zone}. */
@Singleton
public class MeasureZones {
    private static final int MOST = 100_000;

    private final UnitOfWork unitOfWork;
    private final IncidentZones zones;
    private final AtomicLong waiting = new AtomicLong();

    MeasureZones(UnitOfWork unitOfWork, IncidentZones zones, MeterRegistry meters) {
        this.unitOfWork = unitOfWork;
        this.zones = zones;
        var ignored = Gauge.builder("qipan.incidents.without.zone", waiting, AtomicLong::get)
                .register(meters);
    }

    public void measure() {
        waiting.set(unitOfWork.read(() -> zones.count(MOST)));
    }
}
