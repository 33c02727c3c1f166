package io.qipan.dispatch.zone;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.dispatch.Surroundings;

/** Zones of incidents put together by hand; opens them to tests of other features. */
public record ZoneFeature(LocateIncidents locate, MeasureZones measure) {

    public static ZoneFeature onPostgres(Surroundings around, PatrolGrid grid, MeterRegistry meters) {
        IncidentZones zones = new PostgresIncidentZones();
        return new ZoneFeature(
                new LocateIncidents(
                        around.unitOfWork(), zones, grid, around.deadlines(), around.settings(), around.clock()),
                new MeasureZones(around.unitOfWork(), zones, meters));
    }
}
