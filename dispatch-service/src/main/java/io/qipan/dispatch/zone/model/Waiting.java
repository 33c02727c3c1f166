package io.qipan.dispatch.zone.model;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.runtime.place.Datum.Wgs84;

/** An incident with a place that its zone was not asked for. */
public record Waiting(IncidentId incident, Wgs84 place) {}
