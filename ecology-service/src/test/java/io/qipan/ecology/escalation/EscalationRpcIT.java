package io.qipan.ecology.escalation;

import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Channel;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qipan.ecology.agency.Agencies;
import io.qipan.ecology.agency.AgencyPorts;
import io.qipan.ecology.agency.model.Agency;
import io.qipan.ecology.agency.model.AgencyKind;
import io.qipan.ecology.agency.model.ResourceKind;
import io.qipan.ecology.casefile.StoredCases;
import io.qipan.proto.ecology.v1.AcknowledgeSharedEscalationRequest;
import io.qipan.proto.ecology.v1.AnswerSharedEscalationRequest;
import io.qipan.proto.ecology.v1.Case;
import io.qipan.proto.ecology.v1.Clock;
import io.qipan.proto.ecology.v1.Escalation;
import io.qipan.proto.ecology.v1.EscalationServiceGrpc;
import io.qipan.proto.ecology.v1.EscalationServiceGrpc.EscalationServiceBlockingStub;
import io.qipan.proto.ecology.v1.GetSharedCaseRequest;
import io.qipan.proto.ecology.v1.GetSharedEscalationRequest;
import io.qipan.proto.ecology.v1.ListEscalationsRequest;
import io.qipan.proto.ecology.v1.ListSharedCasesRequest;
import io.qipan.proto.ecology.v1.ListSharedEscalationsRequest;
import io.qipan.proto.ecology.v1.ListSharedEscalationsResponse;
import io.qipan.proto.ecology.v1.RecordEscalationAnswerRequest;
import io.qipan.proto.ecology.v1.SharedCaseServiceGrpc;
import io.qipan.proto.ecology.v1.SharedCaseServiceGrpc.SharedCaseServiceBlockingStub;
import io.qipan.proto.ecology.v1.SharedEscalation;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.deadline.DeadlineWorker;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.deadline.PostgresDeadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.journal.PostgresJournal;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import io.qipan.testkit.TestTokens;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** Clocks that ran out go up to those who watch, who see what is theirs and try to read across. */
class EscalationRpcIT {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime", "db/ecology");

    private static final Clock.Watcher[] WATCHERS = {Clock.Watcher.PROSECUTOR, Clock.Watcher.SUPERVISOR};

    private static final Geometry CITY = box(106, 108);
    private static final Geometry COUNTY = box(106.5, 107);
    private static final Geometry ELSEWHERE = box(120, 121);

    private final TestClock clock = TestClock.standing();
    private final Deadlines deadlines = new PostgresDeadlines(clock);
    private final Journal journal = new PostgresJournal(clock);
    private final Agencies agencies = AgencyPorts.postgres();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final EscalationScenario replica =
            new EscalationScenario(DATABASE.unitOfWork(), agencies, deadlines, journal, clock, meters);

    @RegisterExtension
    final RpcHarness rpc = RpcHarness.serving(replica::handlers).withClock(clock);

    private static Geometry box(double west, double east) {
        return new GeometryFactory().toGeometry(new Envelope(west, east, 39, 40));
    }

    @BeforeEach
    void agencies() {
        known("police-wuhai", AgencyKind.PUBLIC_SECURITY, CITY, ResourceKind.RIVER);
        known("procuratorate-city", AgencyKind.PROCURATORATE, CITY);
        known("procuratorate-county", AgencyKind.PROCURATORATE, COUNTY);
        known("procuratorate-far", AgencyKind.PROCURATORATE, ELSEWHERE);
    }

    private void known(String code, AgencyKind kind, Geometry area, ResourceKind... competence) {
        boolean ignored = DATABASE.unitOfWork()
                .run(
                        "system:test",
                        () -> agencies.add(
                                new Agency(code, kind, code, "", Optional.empty(), List.of(competence), area)));
    }

    private Channel commander() {
        return rpc.channelOf("chen", Role.COMMANDER);
    }

    private EscalationServiceBlockingStub ours() {
        return EscalationServiceGrpc.newBlockingStub(commander());
    }

    /** With a token that claims all roles there are. */
    private SharedCaseServiceBlockingStub party(String code) {
        return SharedCaseServiceGrpc.newBlockingStub(
                rpc.withToken(TestTokens.mintAgency("guest", "agencies/" + code, Role.values())));
    }

    /** Proposed, and nobody has decided in time. */
    private Case undecided(boolean drill) {
        Case proposed = StoredCases.proposed(commander(), StoredCases.opened(commander(), drill));
        clock.advance(Duration.ofDays(20));
        work();
        return proposed;
    }

    private void work() {
        DeadlineWorker worker = replica.worker();
        while (worker.handleNext()) {
            assertThat(worker).isNotNull();
        }
    }

    private List<Escalation> of(Case file) {
        return ours().listEscalations(ListEscalationsRequest.newBuilder()
                        .setOptionalCase(file.getName())
                        .build())
                .getEscalationsList();
    }

    private Escalation of(Case file, Clock.Watcher watcher) {
        return of(file).stream()
                .filter(found -> found.getWatcher() == watcher)
                .findFirst()
                .orElseThrow();
    }

    private ListSharedEscalationsResponse openOf(String party, int size, String token) {
        return party(party)
                .listSharedEscalations(ListSharedEscalationsRequest.newBuilder()
                        .setOpenOnly(true)
                        .setPageSize(size)
                        .setPageToken(token)
                        .build());
    }

    @Test
    void anOverdueClockGoesUpOnceToTheNearestProcuratorateAndStaysWithUsWhereNobodyIsKnown() {
        // When
        Case file = undecided(false);
        work();

        // Then
        assertThat(of(file)).hasSize(2);
        Escalation prosecutor = of(file, Clock.Watcher.PROSECUTOR);
        assertThat(prosecutor.getAgency()).isEqualTo("agencies/procuratorate-county");
        assertThat(prosecutor.getOwner()).isEqualTo("agencies/procuratorate-county");
        assertThat(prosecutor.getClockKind()).isEqualTo(Clock.Kind.DECIDE_TRANSFER);
        assertThat(prosecutor.hasNextDeadlineAt()).isTrue();
        Escalation supervisor = of(file, Clock.Watcher.SUPERVISOR);
        assertThat(supervisor.getAgency()).isEmpty();
        assertThat(supervisor.getOwner()).isEqualTo("agencies/police-wuhai");
        assertThat(meters.counter("qipan.case.escalations", "watcher", "SUPERVISOR", "to", "nobody")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void whatStaysWithUsGoesUpWhenAnAgencyIsRegistered() {
        // Given
        Case file = undecided(false);
        known("government", AgencyKind.GOVERNMENT, CITY);
        clock.advance(EscalationScenario.REMIND_EVERY);

        // When
        work();

        // Then
        Escalation supervisor = of(file, Clock.Watcher.SUPERVISOR);
        assertThat(supervisor.getAgency()).isEqualTo("agencies/government");
        assertThat(supervisor.getReminders()).isEqualTo(1);
        assertThat(openOf("government", 0, "").getSharedEscalationsList())
                .extracting(SharedEscalation::getName)
                .containsExactly(supervisor.getName());
    }

    @Test
    void eachSeesItsOwnPageByPageAndNothingAcross() {
        // Given
        Case first = undecided(false);
        Case second = undecided(false);

        // When
        ListSharedEscalationsResponse page = openOf("procuratorate-county", 1, "");

        // Then
        assertThat(page.getSharedEscalationsList())
                .extracting(seen -> seen.getCase().getName())
                .containsExactly(second.getName());
        assertThat(openOf("procuratorate-county", 1, page.getNextPageToken()).getSharedEscalationsList())
                .extracting(seen -> seen.getCase().getName())
                .containsExactly(first.getName());
        assertThat(openOf("procuratorate-city", 0, "").getSharedEscalationsCount())
                .isZero();
        GetSharedCaseRequest it =
                GetSharedCaseRequest.newBuilder().setName(first.getName()).build();
        GetSharedEscalationRequest up = GetSharedEscalationRequest.newBuilder()
                .setName(of(first, Clock.Watcher.PROSECUTOR).getName())
                .build();
        assertThat(party("procuratorate-county")
                        .getSharedCase(it)
                        .getSharedCase()
                        .getNumber())
                .isEqualTo(first.getNumber());
        for (String other : List.of("procuratorate-city", "procuratorate-far", "nobody-knows")) {
            assertThat(reasonOf(refused(() -> party(other).getSharedCase(it)))).isEqualTo(Reason.NOT_FOUND);
            assertThat(reasonOf(refused(() -> party(other).getSharedEscalation(up))))
                    .isEqualTo(Reason.NOT_FOUND);
        }
    }

    @Test
    void aCaseIsSeenByTheAgencyThatItBelongsToWithoutPersons() {
        // Given
        Case file = StoredCases.opened(commander(), false);
        Case ignored = StoredCases.opened(commander(), true);

        // When
        var seen = party("police-wuhai").listSharedCases(ListSharedCasesRequest.getDefaultInstance());

        // Then
        assertThat(seen.getSharedCasesList())
                .singleElement()
                .satisfies(shared -> assertThat(shared.getName()).isEqualTo(file.getName()));
        assertThat(seen.toString()).doesNotContain(file.getSummary(), file.getOwner());
        assertThat(party("procuratorate-county")
                        .listSharedCases(ListSharedCasesRequest.getDefaultInstance())
                        .getSharedCasesCount())
                .isZero();
    }

    @Test
    void whoeverItWentToAcknowledgesAndAnswers() {
        // Given
        Case file = undecided(false);
        Escalation up = of(file, Clock.Watcher.PROSECUTOR);
        SharedEscalation acknowledged = party("procuratorate-county")
                .acknowledgeSharedEscalation(AcknowledgeSharedEscalationRequest.newBuilder()
                        .setRequestId(UUID.randomUUID().toString())
                        .setName(up.getName())
                        .setEtag(up.getEtag())
                        .build())
                .getSharedEscalation();
        assertThat(acknowledged.getState()).isEqualTo(Escalation.State.ACKNOWLEDGED);
        assertThat(acknowledged.hasNextDeadlineAt()).isTrue();
        AnswerSharedEscalationRequest answer = AnswerSharedEscalationRequest.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .setName(up.getName())
                .setEtag(acknowledged.getEtag())
                .setAnswer("decide within three days")
                .build();
        assertThat(reasonOf(refused(() -> party("procuratorate-city").answerSharedEscalation(answer))))
                .isEqualTo(Reason.NOT_FOUND);

        // When
        SharedEscalation answered =
                party("procuratorate-county").answerSharedEscalation(answer).getSharedEscalation();

        // Then
        assertThat(answered.getState()).isEqualTo(Escalation.State.ANSWERED);
        assertThat(answered.hasNextDeadlineAt()).isFalse();
        assertThat(answered.getAnsweredBy()).isEqualTo("guest");
        assertThat(openOf("procuratorate-county", 0, "").getSharedEscalationsCount())
                .isZero();
        assertThat(of(file, Clock.Watcher.PROSECUTOR).getAnswer()).isEqualTo("decide within three days");
    }

    @Test
    void anAnswerOnPaperIsRecordedByUsAndTheyReadByWhom() {
        // Given
        Case file = undecided(false);
        Escalation up = of(file, Clock.Watcher.PROSECUTOR);

        // When
        Escalation answered = ours().recordEscalationAnswer(onPaper(up)).getEscalation();

        // Then
        assertThat(answered.getAnsweredBy()).isEqualTo("chen");
        assertThat(party("procuratorate-county")
                        .getSharedEscalation(GetSharedEscalationRequest.newBuilder()
                                .setName(up.getName())
                                .build())
                        .getSharedEscalation()
                        .getAnsweredBy())
                .isEqualTo("chen");
        clock.advance(EscalationScenario.REMIND_EVERY.multipliedBy(2));
        work();
        assertThat(of(file, Clock.Watcher.PROSECUTOR)).isEqualTo(answered);
    }

    @Test
    void whereNobodyIsKnownNobodyHasAnsweredOnPaper() {
        // Given
        Case file = undecided(false);
        Escalation up = of(file, Clock.Watcher.SUPERVISOR);

        // When
        var answer = refused(() -> ours().recordEscalationAnswer(onPaper(up)));

        // Then
        assertThat(reasonOf(answer)).isEqualTo(Reason.INCOMPLETE);
        clock.advance(EscalationScenario.REMIND_EVERY.multipliedBy(2));
        work();
        assertThat(of(file, Clock.Watcher.SUPERVISOR).getReminders()).isPositive();
    }

    private static RecordEscalationAnswerRequest onPaper(Escalation up) {
        return RecordEscalationAnswerRequest.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .setName(up.getName())
                .setEtag(up.getEtag())
                .setAnswer("paper 7")
                .build();
    }

    @Test
    void aClockThatWasOverdueBeforeThereWereWatchersGoesUpAtTheReviewOnce() {
        // Given
        Case file = undecided(false);
        DATABASE.execute("delete from case_escalation");
        clock.advance(EscalationScenario.REMIND_EVERY.multipliedBy(2));

        // When
        work();

        // Then
        assertThat(of(file)).extracting(Escalation::getWatcher).containsExactlyInAnyOrder(WATCHERS);
        var ignored = ours().recordEscalationAnswer(onPaper(of(file, Clock.Watcher.PROSECUTOR)));
        clock.advance(EscalationScenario.REMIND_EVERY.multipliedBy(2));
        work();
        assertThat(of(file)).hasSize(2);
    }

    @Test
    void aCaseWithoutAPointIsSeenByThoseOfItsAgencyAndNoLongerOfTheOneBefore() {
        // Given
        Case file = StoredCases.proposed(commander(), StoredCases.withoutPoint(commander(), "agencies/police-wuhai"));
        clock.advance(Duration.ofDays(20));
        work();
        Escalation up = of(file, Clock.Watcher.PROSECUTOR);
        String before = up.getAgency().substring("agencies/".length());
        GetSharedEscalationRequest it =
                GetSharedEscalationRequest.newBuilder().setName(up.getName()).build();
        assertThat(party(before).getSharedEscalation(it).hasSharedEscalation()).isTrue();

        // When
        known("police-far", AgencyKind.PUBLIC_SECURITY, ELSEWHERE, ResourceKind.RIVER);
        Case moved = StoredCases.assigned(commander(), StoredCases.stored(commander(), file), "agencies/police-far");

        // Then
        assertThat(moved.getAgency()).isEqualTo("agencies/police-far");
        assertThat(reasonOf(refused(() -> party(before).getSharedEscalation(it))))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(openOf(before, 0, "").getSharedEscalationsCount()).isZero();
    }

    @Test
    void whatIsDoneAfterAllIsSettled() {
        // Given
        Case file = undecided(false);

        // When
        Case refusedTransfer = StoredCases.refusedTransfer(commander(), StoredCases.stored(commander(), file));

        // Then
        assertThat(refusedTransfer.getName()).isEqualTo(file.getName());
        assertThat(of(file)).extracting(Escalation::getState).containsOnly(Escalation.State.SETTLED);
        assertThat(openOf("procuratorate-county", 0, "").getSharedEscalationsCount())
                .isZero();
    }

    @Test
    void anExerciseGoesUpToNobody() {
        // When
        Case drill = undecided(true);

        // Then
        assertThat(of(drill)).isEmpty();
    }
}
