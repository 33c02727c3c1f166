package io.qipan.dispatch;

import io.qipan.dispatch.incident.model.Priority;
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

    /** An area of search for which nobody has chosen a point. */
    @WithDefault("10m")
    Duration checkSearchArea();

    /** From which growth on, as a share of what units know, an area that grew with time is put on its incident again. */
    @WithDefault("0.2")
    double searchAreaGrownBy();

    /** Where partners are that matters are handed to: {@code 12345=https://host:port,119=https://host:port}; http goes in clear. */
    Optional<String> partners();

    /** The folder with the token that each partner has given us, as {@code 12345.token}; without it none is sent. */
    Optional<Path> partnerTokens();

    /** PEM, whoever signs the certificates of partners; without it those whom the system trusts. */
    Optional<Path> partnerTrustedFile();

    /** When the caller of an incident that has ended is asked what to say of it. */
    @WithDefault("2h")
    Duration followUpAfter();

    /** How long an answer is waited for, a message is tried to be sent, and a caller waits to be called instead. */
    @WithDefault("72h")
    Duration followUpAnswerWithin();

    /**
     * By when a dissatisfied caller is called back and an answer is read; then, how often it is told that nobody did.
     */
    @WithDefault("24h")
    Duration callBackWithin();

    /** What a caller is asked; {@code {incident}} stands for the number of the incident. */
    @WithDefault("您好，您反映的警情{incident}已处理。请回复数字评价：1满意，2基本满意，3不满意。")
    String followUpText();

    /** The folder that messages to callers are put into, one file each, for a program that sends them. */
    Optional<Path> messagesFolder();

    /** Where messages to callers are posted, {@code https://host/path}; http goes in clear. Not with a folder. */
    Optional<String> messagesAddress();

    /** The token that is shown there; read again for each message. */
    Optional<Path> messagesTokenFile();

    /** By when somebody has to examine a complaint. */
    @WithDefault("24h")
    Duration examineComplaint();

    /** By when a complaint that is examined has to be answered. */
    @WithDefault("168h")
    Duration answerComplaint();

    /** By when who complained has to know the answer. */
    @WithDefault("72h")
    Duration closeComplaint();

    /** How often a complaint is told that did not go on in time. */
    @WithDefault("24h")
    Duration checkComplaint();

    /** A rectification of a hotspot that is overdue, or whose effect can be assessed. */
    @WithDefault("24h")
    Duration remindRectification();

    /** The least urgent priority that is a risk: what is or was at risk takes two people to be lowered or dismissed. */
    @WithDefault("P2")
    Priority reviewFromPriority();

    /** By when a second person decides on a proposal; then it escalates. */
    @WithDefault("10m")
    Duration decideProposal();

    /** How long after it has escalated a proposal lapses. */
    @WithDefault("30m")
    Duration lapseProposal();

    /** Which share of endings is looked at again that are none of the others; 0 to 1. */
    @WithDefault("0.05")
    Double reviewShareOrdinary();

    /** Of incidents at risk that two people have ended. */
    @WithDefault("1.0")
    Double reviewShareByTwo();

    /** Of incidents at risk that one person has ended without any unit having arrived. */
    @WithDefault("0.2")
    Double reviewShareUnattended();

    /** Of calls that ended as hoax or accidental. */
    @WithDefault("0.2")
    Double reviewShareHoax();

    /** By when an ending that was drawn is looked at again. */
    @WithDefault("72h")
    Duration concludeReview();

    /** How often it is told that nobody has. */
    @WithDefault("24h")
    Duration remindReview();

    /** How often it is looked whether there are confirmed incidents to learn from. */
    @WithDefault("1h")
    Duration learnEvery();

    /** How many confirmed incidents are learned from at most, the newest. */
    @WithDefault("5000")
    int learnCases();

    /** With fewer confirmed incidents nothing is suggested. */
    @WithDefault("50")
    int suggestFewestCases();

    /** How likely, 0 to 1, a type or priority has to be to be suggested. */
    @WithDefault("0.6")
    double suggestLeastShare();

    /** How much likelier than the second, 0 to 1. */
    @WithDefault("0.2")
    double suggestLeastMargin();

    /** An attention of the highest urgency that nobody has taken goes to the commander's desk. */
    @WithDefault("2m")
    Duration remindAttention();

    /** The same of the urgency below, as a call that nobody has decided. */
    @WithDefault("10m")
    Duration remindHighAttention();

    /** Any other attention that is open. */
    @WithDefault("1h")
    Duration checkAttention();

    /** How many attentions of a kind the queue shows; of the others it tells their number. */
    @WithDefault("20")
    int attentionsPerKind();

    /** By when a supervision order is signed, if it is not due before. */
    @WithDefault("2h")
    Duration signSupervision();

    /** By when a supervision order is answered that says nothing else. */
    @WithDefault("72h")
    Duration superviseWithin();

    /** How much time whoever has to answer a supervision order has at least. */
    @WithDefault("10m")
    Duration superviseAtLeast();

    /** By when it is decided whether the answer to a supervision order is enough. */
    @WithDefault("24h")
    Duration decideSupervision();

    /** How often a supervision order is told on which nothing came in time. */
    @WithDefault("1h")
    Duration remindSupervision();

    /** An active contingency plan of which no task was settled. */
    @WithDefault("30m")
    Duration checkContingency();

    /** How long a post has for a task of a contingency plan that was raised, reassigned or waits for a decision. */
    @WithDefault("10m")
    Duration raiseContingencyTask();

    /** By when a contingency plan that was carried out is reviewed; then, how often it is told that nobody did. */
    @WithDefault("72h")
    Duration reviewContingency();

    /** How often it is told of what a review found that nobody has put right in time. */
    @WithDefault("24h")
    Duration remindFinding();

    /** How often everything open is checked for an owner and a deadline. */
    @WithDefault("30s")
    Duration sweepEvery();

    /** How often the units are read from patrol-service, for the time when it is away. */
    @WithDefault("10s")
    Duration readUnitsEvery();

    /** How often the call of an alarm is looked at, to tell patrol-service what has become of it. */
    @WithDefault("30s")
    Duration followSensorAlarm();

    /** How often it is told again that a sensor is silent. */
    @WithDefault("24h")
    Duration remindSilentSensor();

    /** How often it is told again that visits of a zone are overdue, while their period lasts. */
    @WithDefault("24h")
    Duration remindOverdueVisits();

    /** How long after the end of a period its overdue visits are work. */
    @WithDefault("168h")
    Duration keepOverdueVisits();

    /** Who sees to visits that are overdue: {@code desk:..} or the subject of a token. */
    @WithDefault("desk:command")
    String overdueVisitsOwner();

    /** How often the call of a matter that another organisation has handed to us is looked at, to tell that one its result. */
    @WithDefault("30s")
    Duration followReferral();

    /** How often it is looked whether incidents have a place whose zone patrol-service was not asked for. */
    @WithDefault("10s")
    Duration locateIncidentsEvery();
}
