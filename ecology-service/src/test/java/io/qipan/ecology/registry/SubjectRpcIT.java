package io.qipan.ecology.registry;

import static io.qipan.ecology.registry.RegistryScenario.OUTFALL;
import static io.qipan.ecology.registry.RegistryScenario.newId;
import static io.qipan.ecology.registry.RegistryScenario.outfall;
import static io.qipan.ecology.registry.RegistryScenario.register;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qipan.ecology.agency.Agencies;
import io.qipan.ecology.agency.AgencyPorts;
import io.qipan.ecology.agency.model.ResourceKind;
import io.qipan.ecology.registry.model.Tally;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.ecology.v1.GetSubjectRequest;
import io.qipan.proto.ecology.v1.ImportSubjectsRequest;
import io.qipan.proto.ecology.v1.ImportSubjectsResponse;
import io.qipan.proto.ecology.v1.ListDueInspectionsRequest;
import io.qipan.proto.ecology.v1.ListSubjectsRequest;
import io.qipan.proto.ecology.v1.ListSubjectsResponse;
import io.qipan.proto.ecology.v1.ReviseSubjectRequest;
import io.qipan.proto.ecology.v1.RiskScore;
import io.qipan.proto.ecology.v1.Subject;
import io.qipan.proto.ecology.v1.SubjectServiceGrpc;
import io.qipan.proto.ecology.v1.SubjectServiceGrpc.SubjectServiceBlockingStub;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.deadline.DeadlineWorker;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.deadline.PostgresDeadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.journal.PostgresJournal;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import io.qipan.testkit.RandomMessages;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import io.qipan.testkit.TestTokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.locationtech.jts.geom.Envelope;

class SubjectRpcIT {
    private static final String CSV = """
        code,title_zh,resource,agency,longitude,latitude,category,channel,receiving_water,responsible_bodies,monitoring
        WH-012,滨河排污口,river,wuhai,106.78,39.67,industrial,pipe,黄河,a works;b works,by_hand
        WH-013,北口,lake,agencies/wuhai,106.79,39.68,other,ditch,乌海湖,,without
        """;

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime", "db/ecology");

    private final TestClock clock = TestClock.standing();
    private final Agencies agencies = AgencyPorts.postgres();
    private final Deadlines deadlines = new PostgresDeadlines(clock);
    private final Journal journal = new PostgresJournal(clock);
    private final RegistryScenario registry =
            new RegistryScenario(DATABASE.unitOfWork(), agencies, deadlines, journal, clock);

    @RegisterExtension
    final RpcHarness rpc =
            RpcHarness.serving(() -> List.of(registry.handlers())).withClock(clock);

    @BeforeEach
    void knowAgencies() {
        registry.agencies();
    }

    private SubjectServiceBlockingStub officer() {
        return SubjectServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.ECOLOGY_OFFICER));
    }

    private SubjectServiceBlockingStub neighbour() {
        return SubjectServiceGrpc.newBlockingStub(
                rpc.withToken(TestTokens.mintAgency("guest", RegistryScenario.NEIGHBOUR, Role.values())));
    }

    private Subject get(String name) {
        return officer()
                .getSubject(GetSubjectRequest.newBuilder().setName(name).build())
                .getSubject();
    }

    private static ImportSubjectsRequest.Builder csv(String text) {
        return ImportSubjectsRequest.newBuilder()
                .setRequestId(newId())
                .setReason("census")
                .setKind(Subject.Kind.OUTFALL)
                .setDatum(Datum.WGS84)
                .setCsv(text);
    }

    private ImportSubjectsResponse imported(String text) {
        ImportSubjectsResponse checked =
                officer().importSubjects(csv(text).setDryRun(true).build());
        return officer().importSubjects(csv(text).setBase(checked.getBase()).build());
    }

    private static List<String> factors(Subject subject) {
        return subject.getRisk().getReasonsList().stream()
                .map(RiskScore.Reason::getFactor)
                .toList();
    }

    @Test
    void aSubjectIsScoredWithReasonsAndDueByItsScore() {
        // Given
        var entry = outfall("WH-012");
        entry.getOutfallBuilder().clearApproval().clearResponsibleBodies().setInDrinkingWaterZone(true);

        // When
        Subject subject = officer().registerSubject(register(entry)).getSubject();

        // Then
        assertThat(factors(subject))
                .containsExactly(
                        "OUTFALL_IN_DRINKING_WATER_ZONE",
                        "OUTFALL_WITHOUT_CONSENT",
                        "OUTFALL_WITHOUT_RESPONSIBLE_BODY",
                        "NEVER_INSPECTED");
        assertThat(subject.getRisk().getScore()).isEqualTo(130);
        assertThat(subject.getRisk().getReasons(1).getSource()).contains("Art 275");
        assertThat(subject.getNextInspectionDueAt().getSeconds())
                .isEqualTo(clock.instant().plus(Duration.ofDays(30)).getEpochSecond());
        assertThat(get(OUTFALL)).isEqualTo(subject);
    }

    @Test
    void aSubjectEndsNowWithoutSayingAgainWhenItBegan() {
        // Given
        Subject first = officer().registerSubject(register(outfall("WH-012"))).getSubject();
        clock.advance(Duration.ofDays(1));

        // When
        Subject ended = officer()
                .reviseSubject(ReviseSubjectRequest.newBuilder()
                        .setRequestId(newId())
                        .setEtag(first.getEtag())
                        .setEntry(outfall("WH-012").setValidUntil(Times.message(clock.instant())))
                        .setReason("walled up")
                        .build())
                .getSubject();

        // Then
        assertThat(ended.getEntry().getValidFrom()).isEqualTo(first.getEntry().getValidFrom());
        assertThat(ended.hasNextInspectionDueAt()).isFalse();
    }

    @Test
    void aRevisionKeepsWhatWasEnteredBefore() {
        // Given
        Subject first = officer().registerSubject(register(outfall("WH-012"))).getSubject();
        ReviseSubjectRequest.Builder revision = ReviseSubjectRequest.newBuilder()
                .setEtag(first.getEtag())
                .setEntry(outfall("WH-012").setTitleEn("North outfall"))
                .setReason("translated");

        // When
        Subject second =
                officer().reviseSubject(revision.setRequestId(newId()).build()).getSubject();

        // Then
        assertThat(second.getRevision()).isEqualTo(2);
        assertThat(second.getEntry().getValidFrom()).isEqualTo(first.getEntry().getValidFrom());
        Subject earlier = officer()
                .getSubject(GetSubjectRequest.newBuilder()
                        .setName(OUTFALL)
                        .setRevision(1)
                        .build())
                .getSubject();
        assertThat(earlier.getEntry()).isEqualTo(first.getEntry());
        assertThat(earlier.hasRisk()).isFalse();
        StatusRuntimeException stale = refused(
                () -> officer().reviseSubject(revision.setRequestId(newId()).build()));
        assertThat(reasonOf(stale)).isEqualTo(Reason.STALE_ETAG);
    }

    @Test
    void anImportIsAllOrNothingAndNeedsTheStateThatWasChecked() {
        // Given
        ImportSubjectsResponse checked =
                officer().importSubjects(csv(CSV).setDryRun(true).build());
        Subject ignored = officer().registerSubject(register(outfall("WH-012"))).getSubject();

        // When
        StatusRuntimeException stale = refused(() ->
                officer().importSubjects(csv(CSV).setBase(checked.getBase()).build()));

        // Then
        assertThat(reasonOf(stale)).isEqualTo(Reason.STALE_ETAG);
        assertThat(checked.getAdded()).isEqualTo(2);
        ImportSubjectsResponse made = imported(CSV);
        assertThat(List.of(made.getAdded(), made.getRevised(), made.getUnchanged()))
                .containsExactly(1, 1, 0);
        assertThat(factors(get(OUTFALL))).contains("OUTFALL_SHARED_NOT_AUTOMATIC");
        ImportSubjectsResponse again = imported(CSV);
        assertThat(List.of(again.getAdded(), again.getRevised(), again.getUnchanged()))
                .containsExactly(0, 0, 2);
    }

    @Test
    void oneFaultKeepsTheWholeImportOut() {
        // Given
        String faulty = CSV + "WH-014,南口,river,nobody,106.78,39.67,other,pipe,黄河,,without\n";

        // When
        ImportSubjectsResponse told = imported(faulty);

        // Then
        assertThat(told.getFaultsList()).singleElement().satisfies(fault -> {
            assertThat(fault.getIndex()).isEqualTo(4);
            assertThat(fault.getText()).contains("agencies/nobody");
        });
        assertThat(officer()
                        .listSubjects(ListSubjectsRequest.getDefaultInstance())
                        .getSubjectsList())
                .isEmpty();
    }

    @Test
    void anotherAgencySeesWhatIsSharedAndNoTraceOfTheRest() {
        // Given
        ImportSubjectsResponse ignored = imported(CSV);

        // When
        ListSubjectsResponse seen = neighbour()
                .listSubjects(ListSubjectsRequest.newBuilder().setPageSize(1).build());

        // Then
        assertThat(seen.getSubjectsList()).extracting(Subject::getName).containsExactly("subjects/outfall-WH-013");
        assertThat(seen.getNextPageToken()).isEmpty();
        assertThat(reasonOf(refused(() -> neighbour()
                        .getSubject(
                                GetSubjectRequest.newBuilder().setName(OUTFALL).build()))))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(refused(() -> neighbour()
                        .getSubject(GetSubjectRequest.newBuilder()
                                .setName(OUTFALL)
                                .setRevision(1)
                                .build()))))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(neighbour()
                        .listDueInspections(ListDueInspectionsRequest.newBuilder()
                                .setBefore(RegistryScenario.at("2030-01-01T00:00:00Z"))
                                .build())
                        .getSubjectsList())
                .extracting(Subject::getName)
                .containsExactly("subjects/outfall-WH-013");
    }

    @Test
    void aDueInspectionIsToldAndToldAgain() {
        // Given
        Subject ignored = officer().registerSubject(register(outfall("WH-012"))).getSubject();
        DeadlineWorker worker = new DeadlineWorker(
                DATABASE.unitOfWork(),
                clock,
                List.of(new RemindOfInspection(
                        registry.subjects,
                        registry.records,
                        (_, _) -> new Tally(2, 1, 0),
                        RegistryScenario.BOOK,
                        clock,
                        new SimpleMeterRegistry())));
        clock.advance(Duration.ofDays(180));
        boolean early = worker.handleNext();

        // When
        clock.advance(Duration.ofDays(8));
        boolean again = worker.handleNext();

        // Then
        assertThat(early).isTrue();
        assertThat(again).isTrue();
        assertThat(officer()
                        .listDueInspections(ListDueInspectionsRequest.getDefaultInstance())
                        .getSubjectsList())
                .extracting(Subject::getName)
                .containsExactly(OUTFALL);
        assertThat(told())
                .containsExactly(
                        "subject.registered",
                        "subject.assessed",
                        "subject.inspection_due",
                        "subject.assessed",
                        "subject.inspection_due");
    }

    private static List<String> told() {
        List<String> actions = new ArrayList<>();
        TestDatabase.await(DATABASE.pool()
                        .query("select action from journal order by position")
                        .execute()
                        .toCompletionStage()
                        .toCompletableFuture())
                .forEach(row -> actions.add(row.getString(0)));
        return actions;
    }

    @Test
    void standsRandomMessages() {
        // Given
        boolean ignored = DATABASE.unitOfWork().run("system:test", () -> {
            registry.share(ResourceKind.FOREST, new Envelope(0, 1, 0, 1));
            return true;
        });

        // When
        RandomMessages.throwAt(rpc, SubjectServiceGrpc.getServiceDescriptor(), 150, 20261122);

        // Then
        assertThat(officer()
                        .registerSubject(register(outfall("WH-999")))
                        .getSubject()
                        .getName())
                .isEqualTo("subjects/outfall-WH-999");
    }
}
