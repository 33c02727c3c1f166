package io.qipan.dispatch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** After how long the system looks again at what is open. A local order of service sets these; the defaults are ours. */
@ConfigMapping(prefix = "qipan.dispatch")
public interface DispatchSettings {

    /** An open call without an outcome. */
    @WithDefault("2m")
    Duration decideCall();

    /** An incident that is new or queued. */
    @WithDefault("5m")
    Duration attendIncident();

    /** An incident with units at work. */
    @WithDefault("30m")
    Duration checkActiveIncident();

    /** An incident that is being watched. */
    @WithDefault("4h")
    Duration checkMonitoredIncident();

    /** An order that its unit has accepted and not finished. */
    @WithDefault("30m")
    Duration checkOrder();

    /** A requested order whose commitment was not settled at once. */
    @WithDefault("3s")
    Duration settleOrder();

    /**
     * Acknowledgement ladder of life-risk incidents: alert the unit again, its owner, the commander, give up; counted from
     * sending.
     */
    @WithDefault("15s,30s,60s,120s")
    List<Duration> ladderP1();

    /** The same for all other incidents. The rungs are the brackets in which signing for an order is reported. */
    @WithDefault("30s,60s,120s,180s")
    List<Duration> ladderOthers();

    /** How often everything open is checked for an owner and a deadline. */
    @WithDefault("30s")
    Duration sweepEvery();

    /** How often the units are read from patrol-service, for the time when it is away. */
    @WithDefault("10s")
    Duration readUnitsEvery();
}
