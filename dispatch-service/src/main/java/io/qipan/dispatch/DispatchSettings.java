package io.qipan.dispatch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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

    /** A place that was forced and that nobody has confirmed. */
    @WithDefault("10m")
    Duration verifyPlace();

    /** A command order whose recipients were escalated and have not answered. */
    @WithDefault("10m")
    Duration checkCommand();

    /** How often it is looked whether another crew took over a unit that owes an answer to a command. */
    @WithDefault("10s")
    Duration followCrewsEvery();

    /** From when on since a missing person was last seen a circle is as wide as {@link #missingCircleKm} says beside it. */
    @WithDefault("0s,1h,2h,3h")
    List<Duration> missingCircleAfter();

    /** Kilometres. */
    @WithDefault("100,200,300,500")
    List<Integer> missingCircleKm();

    /** A search for a missing person that nobody has closed. */
    @WithDefault("1h")
    Duration checkMissingSearch();

    /** A sector whose searcher has not reported. */
    @WithDefault("2h")
    Duration checkSearchSector();

    /** A notice about a missing person that waits for its release, or is shown. */
    @WithDefault("24h")
    Duration checkMissingNotice();

    /** Until when every channel should have taken a withdrawn notice down; and how often it is asked for after that. */
    @WithDefault("1h")
    Duration withdrawMissingNotice();

    /** Where partners are that matters are handed to: {@code 12345=https://host:port,119=https://host:port}; http goes in clear. */
    Optional<String> partners();

    /** The folder with the token that each partner has given us, as {@code 12345.token}; without it none is sent. */
    Optional<Path> partnerTokens();

    /** PEM, whoever signs the certificates of partners; without it those whom the system trusts. */
    Optional<Path> partnerTrustedFile();

    /** How often everything open is checked for an owner and a deadline. */
    @WithDefault("30s")
    Duration sweepEvery();

    /** How often the units are read from patrol-service, for the time when it is away. */
    @WithDefault("10s")
    Duration readUnitsEvery();
}
