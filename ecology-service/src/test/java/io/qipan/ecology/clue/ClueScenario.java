package io.qipan.ecology.clue;

import com.google.protobuf.Timestamp;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qipan.ecology.agency.Agencies;
import io.qipan.ecology.agency.AgencyPorts;
import io.qipan.ecology.casefile.CaseReview;
import io.qipan.ecology.casefile.Cases;
import io.qipan.ecology.casefile.CompetentAgencies;
import io.qipan.ecology.casefile.EvaluateCase;
import io.qipan.ecology.casefile.OpenCase;
import io.qipan.ecology.casefile.StoredCases;
import io.qipan.ecology.casefile.model.Facts;
import io.qipan.ecology.inspection.ChecksByInspection;
import io.qipan.ecology.inspection.InspectionPorts;
import io.qipan.ecology.procedure.model.ClockBook;
import io.qipan.ecology.rule.EvaluateAct;
import io.qipan.ecology.rule.model.RuleSet;
import io.qipan.ecology.start.ClockBookStart;
import io.qipan.ecology.start.ClueTermsStart;
import io.qipan.ecology.start.RuleSetStart;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.ecology.v1.Clue;
import io.qipan.proto.ecology.v1.SubmitClueRequest;
import io.qipan.proto.ecology.v1.TriageClueRequest;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.deadline.PostgresDeadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.journal.PostgresJournal;
import io.qipan.runtime.secret.PersonalKeys;
import io.qipan.runtime.work.Tx;
import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.TestKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Everything about clues over a stored database, and what people ask of an ordinary night. */
public final class ClueScenario {
    private static final RuleSet RULES = RuleSetStart.ruleSet();
    private static final TermBook TERMS = ClueTermsStart.shippedTerms();
    private static final ClockBook BOOK = ClockBookStart.clockBook(ClockBookStart.calendar(Optional.empty()));
    static final int CHECKS_PER_MINUTE = 5;
    static final Duration REMIND_EVERY = Duration.ofHours(24);
    static final Duration CONTACT_KEPT_FOR = Duration.ofDays(180);

    final UnitOfWork unitOfWork;
    final InstantSource clock;
    final Clues clues = new PostgresClues();
    final Path keyFile = TestKeys.file();
    final Tipsters tipsters = new PostgresTipsters(new PersonalKeys(keyFile, new SimpleMeterRegistry()));
    final Cases cases = StoredCases.port();
    final Agencies agencies = AgencyPorts.postgres();
    final Deadlines deadlines;
    final Journal journal;
    final ContactRetention retention;
    final ClueRecords records;
    final SubmitClue submitClue;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    public ClueScenario(UnitOfWork unitOfWork, InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.deadlines = new PostgresDeadlines(clock);
        this.journal = new PostgresJournal(clock);
        this.retention = new ContactRetention(deadlines, CONTACT_KEPT_FOR);
        this.records = new ClueRecords(clues, journal, deadlines, retention);
        this.submitClue = new SubmitClue(clues, records, TERMS, BOOK, RULES, meters, clock);
    }

    /** The first column, as text. */
    public List<String> strings(String sql) {
        return unitOfWork.read(
                () -> StreamSupport.stream(Tx.current().query(sql).spliterator(), false)
                        .map(row -> row.getString(0))
                        .toList());
    }

    public Clues clues() {
        return clues;
    }

    public ClueRecords records() {
        return records;
    }

    public Journal journal() {
        return journal;
    }

    public SubmitClue submitClue() {
        return submitClue;
    }

    public TakeIncidentNews takeIncidentNews() {
        return new TakeIncidentNews(clues, records, clock);
    }

    private OpenCase openCase() {
        return new OpenCase(
                cases,
                new EvaluateCase(new EvaluateAct(RULES, clock), RULES, _ -> Optional.empty()),
                new CompetentAgencies(agencies, RULES),
                new CaseReview(deadlines, Duration.ofHours(72)),
                journal,
                clock);
    }

    /** A net, found by those who went there. */
    String openCaseOf(String incident) {
        Facts facts =
                new Facts("fishing_net", clock.instant(), Optional.empty(), 0, "a net", Optional.of(incident), false);
        return unitOfWork.run("system:test", () -> openCase().open(facts, "li").name());
    }

    public ClueRpc rpc() {
        HandedScope handedScope = new HandedScope(agencies);
        OpenCase openCase = openCase();
        return new ClueRpc(
                unitOfWork,
                new ClueIntake(
                        unitOfWork,
                        clues,
                        tipsters,
                        submitClue,
                        new ShowTipster(records, clock),
                        new ReceiptChecks(CHECKS_PER_MINUTE, clock),
                        clock),
                new ReadClues(
                        unitOfWork, clues, records, cases, new SuggestDuplicates(clues, records), handedScope, clock),
                new TriageClue(clues, records, cases, openCase, handedScope, TERMS, clock),
                new AnswerClue(clues, records, TERMS, clock),
                new TakeOverClue(records, clock),
                new CheckClue(records, TERMS, InspectionPorts.inspections(), clock));
    }

    LookAtClue lookAtClue() {
        return new LookAtClue(reminder());
    }

    /** What reminds of tips about fire safety that nobody has checked. */
    public DeadlineHandler remindOfCheck() {
        return new RemindOfCheck(reminder());
    }

    private ClueReminder reminder() {
        return new ClueReminder(clues, records, TERMS, deadlines, meters, clock, REMIND_EVERY);
    }

    /** The tips that an inspection checked. */
    public ChecksByInspection checks() {
        return new UncheckClues(clues, records, TERMS);
    }

    LockContacts lockContacts() {
        return new LockContacts(tipsters, deadlines, clock, meters);
    }

    EraseContact eraseContact() {
        return new EraseContact(tipsters, retention, clock, meters);
    }

    public OpenIncidentOfClue openIncident(DispatchIncidents incidents) {
        return new OpenIncidentOfClue(unitOfWork, records, deadlines, incidents, RULES, clock);
    }

    /** Somebody at the river heard a generator. */
    public static SubmitClueRequest.Builder tip() {
        return SubmitClueRequest.newBuilder()
                .setRequestId(newId())
                .setSource(Clue.Source.PUBLIC)
                .setOptionalActivity("fishing_electric")
                .setOccurredAt(timestamp("2026-11-20T01:30:00Z"))
                .setPoint(at(39.67, 106.78))
                .setUncertaintyM(300)
                .setPlaceText("below the bridge")
                .setSummary("a boat without light and the hum of a generator")
                .setOptionalContact("138-0000-0000");
    }

    public static TriageClueRequest.Builder triage(Clue clue) {
        return TriageClueRequest.newBuilder()
                .setRequestId(newId())
                .setName(clue.getName())
                .setEtag(clue.getEtag())
                .setReason("as it was told");
    }

    static Point at(double latitude, double longitude) {
        return Point.newBuilder()
                .setLatitude(latitude)
                .setLongitude(longitude)
                .setDatum(Datum.WGS84)
                .build();
    }

    static Timestamp timestamp(String instant) {
        return Timestamp.newBuilder()
                .setSeconds(Instant.parse(instant).getEpochSecond())
                .build();
    }

    public static String newId() {
        return UUID.randomUUID().toString();
    }
}
