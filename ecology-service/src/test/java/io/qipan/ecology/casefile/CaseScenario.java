package io.qipan.ecology.casefile;

import com.google.protobuf.Timestamp;
import io.qipan.ecology.agency.Agencies;
import io.qipan.ecology.agency.AgencyPorts;
import io.qipan.ecology.agency.model.AgencyKind;
import io.qipan.ecology.rule.EvaluateAct;
import io.qipan.ecology.rule.model.RuleSet;
import io.qipan.ecology.start.RuleSetStart;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.ecology.v1.Case;
import io.qipan.proto.ecology.v1.CloseCaseRequest;
import io.qipan.proto.ecology.v1.Fact;
import io.qipan.proto.ecology.v1.OpenCaseRequest;
import io.qipan.proto.ecology.v1.TakeOverCaseRequest;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.work.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Handlers over given stores, and requests of an ordinary night. */
final class CaseScenario {
    static final Duration REVIEW_AFTER = Duration.ofHours(72);
    static final String INCIDENT = "incidents/01939b4e-0000-7000-8000-000000000001";

    private static final RuleSet RULES = RuleSetStart.ruleSet();

    private CaseScenario() {}

    static CaseRpc handlers(
            UnitOfWork unitOfWork, Cases cases, Deadlines deadlines, Journal journal, InstantSource clock) {
        return handlers(unitOfWork, cases, agencies(), deadlines, journal, clock);
    }

    /** Of a board that knows some police and a water bureau, none of them competent for anything. */
    static Agencies agencies() {
        return AgencyPorts.known(Map.of(
                "police-wuhai", AgencyKind.PUBLIC_SECURITY,
                "police-baotou", AgencyKind.NEIGHBOUR,
                "water-bureau", AgencyKind.WATER));
    }

    static EvaluateCase evaluateCase() {
        return new EvaluateCase(new EvaluateAct(RULES), RULES, _ -> Optional.empty());
    }

    static CaseRpc handlers(
            UnitOfWork unitOfWork,
            Cases cases,
            Agencies agencies,
            Deadlines deadlines,
            Journal journal,
            InstantSource clock) {
        CaseReview review = new CaseReview(deadlines, REVIEW_AFTER);
        CompetentAgencies competent = new CompetentAgencies(agencies, RULES);
        return new CaseRpc(
                unitOfWork,
                new OpenCase(cases, evaluateCase(), competent, review, journal, clock),
                new ReviseFacts(cases, evaluateCase(), review, journal, clock),
                new GetCase(cases),
                new ListCases(cases),
                new TakeOverCase(cases, journal, clock),
                new AssignAgency(cases, competent, new KnownPolice(agencies), journal, clock),
                new CloseCase(cases, evaluateCase(), review, journal, clock),
                clock);
    }

    static RemindOfCase remind(
            Cases cases,
            Agencies agencies,
            ClockWatchers watchers,
            Deadlines deadlines,
            Journal journal,
            InstantSource clock) {
        return new RemindOfCase(
                cases,
                new CaseReview(deadlines, REVIEW_AFTER),
                new ClockDeadlines(deadlines),
                StepScenario.BOOK,
                new CompetentAgencies(agencies, RULES),
                watchers,
                journal,
                clock);
    }

    /** Electric fishing at Wuhai in the closed season. */
    static OpenCaseRequest.Builder electricFishing() {
        return OpenCaseRequest.newBuilder()
                .setRequestId(newId())
                .setActivity("fishing_electric")
                .setActAt(timestamp("2026-06-01T18:00:00Z"))
                .setPoint(Point.newBuilder()
                        .setLatitude(39.67)
                        .setLongitude(106.78)
                        .setDatum(Datum.WGS84))
                .setUncertaintyM(50)
                .setSummary("two men with a battery in a boat")
                .setOptionalIncident(INCIDENT);
    }

    static Fact number(String code, double number) {
        return Fact.newBuilder().setCode(code).setNumber(number).build();
    }

    static Fact flag(String code, boolean is) {
        return Fact.newBuilder().setCode(code).setFlag(is).build();
    }

    /** A net in autumn and a few fish: no crime, whatever else is found out. */
    static OpenCaseRequest.Builder lesser() {
        return electricFishing()
                .setActivity("fishing_net")
                .setActAt(timestamp("2026-11-01T02:00:00Z"))
                .setSummary("a net across the water")
                .addFacts(number("catch_kg", 1))
                .addFacts(number("catch_value_yuan", 20));
    }

    static TakeOverCaseRequest takeOver(Case file) {
        return TakeOverCaseRequest.newBuilder()
                .setRequestId(newId())
                .setName(file.getName())
                .setEtag(file.getEtag())
                .build();
    }

    static CloseCaseRequest close(Case file) {
        return CloseCaseRequest.newBuilder()
                .setRequestId(newId())
                .setName(file.getName())
                .setEtag(file.getEtag())
                .setReason("transferred to the fishery authority")
                .build();
    }

    static String newId() {
        return UUID.randomUUID().toString();
    }

    static Timestamp timestamp(String instant) {
        return Timestamp.newBuilder()
                .setSeconds(Instant.parse(instant).getEpochSecond())
                .build();
    }
}
