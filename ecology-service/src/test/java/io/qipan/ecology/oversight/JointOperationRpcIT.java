package io.qipan.ecology.oversight;

import static io.qipan.ecology.oversight.OversightScenario.at;
import static io.qipan.ecology.oversight.OversightScenario.newId;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Channel;
import io.qipan.ecology.agency.AgencyPorts;
import io.qipan.ecology.agency.model.Agency;
import io.qipan.ecology.agency.model.AgencyKind;
import io.qipan.ecology.agency.model.Agreement;
import io.qipan.ecology.agency.model.ResourceKind;
import io.qipan.ecology.casefile.StoredCases;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.ecology.v1.AssignJointTaskRequest;
import io.qipan.proto.ecology.v1.ConcludeJointOperationRequest;
import io.qipan.proto.ecology.v1.EndJointTaskRequest;
import io.qipan.proto.ecology.v1.GetJointOperationRequest;
import io.qipan.proto.ecology.v1.GetSharedOperationRequest;
import io.qipan.proto.ecology.v1.JointOperation;
import io.qipan.proto.ecology.v1.JointOperationServiceGrpc;
import io.qipan.proto.ecology.v1.JointOperationServiceGrpc.JointOperationServiceBlockingStub;
import io.qipan.proto.ecology.v1.JointTask;
import io.qipan.proto.ecology.v1.Jurisdiction.Kind;
import io.qipan.proto.ecology.v1.ListSharedOperationsRequest;
import io.qipan.proto.ecology.v1.PlanJointOperationRequest;
import io.qipan.proto.ecology.v1.ReportSharedTaskRequest;
import io.qipan.proto.ecology.v1.SharedOperation;
import io.qipan.proto.ecology.v1.SharedOperationServiceGrpc;
import io.qipan.proto.ecology.v1.SharedOperationServiceGrpc.SharedOperationServiceBlockingStub;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.deadline.DeadlineWorker;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.deadline.PostgresDeadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.journal.PostgresJournal;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.RandomMessages;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.Strangers;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import io.qipan.testkit.TestTokens;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** Parties of a joint operation work their own tasks, and try to read across. */
class JointOperationRpcIT {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime", "db/ecology");

    private static final Geometry EAST = new GeometryFactory().toGeometry(new Envelope(120.06, 121, 42, 43));

    private final TestClock clock = TestClock.standing();
    private final Deadlines deadlines = new PostgresDeadlines(clock);
    private final Journal journal = new PostgresJournal(clock);
    private final Entries entries = new PostgresEntries();

    @RegisterExtension
    final RpcHarness rpc = RpcHarness.serving(() -> OversightScenario.handlers(
                    DATABASE.unitOfWork(),
                    entries,
                    StoredCases.port(),
                    AgencyPorts.postgres(),
                    deadlines,
                    journal,
                    clock))
            .withClock(clock);

    @BeforeEach
    void agree() {
        for (String code : List.of("tongliao", "beipiao", "forestry")) {
            boolean ignored = DATABASE.unitOfWork()
                    .run(
                            "system:test",
                            () -> AgencyPorts.postgres()
                                    .add(new Agency(
                                            code, AgencyKind.NEIGHBOUR, code, "", Optional.empty(), List.of(), EAST)));
        }
        agreed(ResourceKind.RIVER, Duration.ofDays(10), "tongliao");
        agreed(ResourceKind.RIVER, Duration.ofDays(40), "beipiao");
        agreed(ResourceKind.FOREST, Duration.ofDays(40), "forestry");
    }

    private void agreed(ResourceKind kind, Duration length, String party) {
        boolean ignored = DATABASE.unitOfWork().run("system:test", () -> {
            AgencyPorts.postgres()
                    .add(new Agreement(
                            UUID.randomUUID(),
                            1,
                            List.of("agencies/" + party),
                            List.of(kind),
                            EAST,
                            clock.instant().minusSeconds(60),
                            Optional.of(clock.instant().plus(length)),
                            "signed",
                            clock.instant()));
            return true;
        });
    }

    private JointOperationServiceBlockingStub ours() {
        return JointOperationServiceGrpc.newBlockingStub(rpc.channelOf("chen", Role.COMMANDER));
    }

    /** With a token that claims all roles there are. */
    private Channel from(String code) {
        return rpc.withToken(TestTokens.mintAgency("guest", "agencies/" + code, Role.values()));
    }

    private SharedOperationServiceBlockingStub party(String code) {
        return SharedOperationServiceGrpc.newBlockingStub(from(code));
    }

    private static PlanJointOperationRequest.Builder plan(double longitude, String... parties) {
        PlanJointOperationRequest.Builder request = PlanJointOperationRequest.newBuilder()
                .setRequestId(newId())
                .setTitle("both banks")
                .setKind(Kind.RIVER)
                .setPoint(Point.newBuilder()
                        .setLatitude(42.5)
                        .setLongitude(longitude)
                        .setDatum(Datum.WGS84))
                .setReason("the same gang");
        List.of(parties).forEach(party -> request.addParties("agencies/" + party));
        return request;
    }

    private JointOperation planned() {
        JointOperation operation = ours().planJointOperation(
                        plan(120.5, "tongliao", "beipiao").build())
                .getJointOperation();
        JointOperation one = ours().assignJointTask(task(operation, "tongliao", "the east bank"))
                .getJointOperation();
        return ours().assignJointTask(task(one, "beipiao", "the west bank")).getJointOperation();
    }

    private AssignJointTaskRequest task(JointOperation operation, String party, String demand) {
        return AssignJointTaskRequest.newBuilder()
                .setRequestId(newId())
                .setName(operation.getName())
                .setEtag(operation.getEtag())
                .setParty("agencies/" + party)
                .setDemand(demand)
                .setDueAt(at(clock.instant().plus(Duration.ofDays(2))))
                .build();
    }

    private static ReportSharedTaskRequest report(JointOperation operation, int number) {
        return ReportSharedTaskRequest.newBuilder()
                .setRequestId(newId())
                .setName(operation.getName())
                .setEtag(operation.getEtag())
                .setNumber(number)
                .setResult("walked")
                .build();
    }

    private static GetSharedOperationRequest get(JointOperation operation) {
        return GetSharedOperationRequest.newBuilder()
                .setName(operation.getName())
                .build();
    }

    private List<String> listed(String code) {
        return party(code)
                .listSharedOperations(ListSharedOperationsRequest.getDefaultInstance())
                .getSharedOperationsList()
                .stream()
                .map(SharedOperation::getName)
                .toList();
    }

    @Test
    void aPartySeesItsOwnTasksAndReportsThem() {
        // Given
        JointOperation operation = planned();

        // When
        SharedOperation seen =
                party("tongliao").getSharedOperation(get(operation)).getSharedOperation();

        // Then
        assertThat(seen.getTasksList()).singleElement().satisfies(task -> {
            assertThat(task.getParty()).isEqualTo("agencies/tongliao");
            assertThat(task.getDemand()).isEqualTo("the east bank");
        });
        assertThat(listed("tongliao")).containsExactly(operation.getName());
        SharedOperation reported =
                party("tongliao").reportSharedTask(report(operation, 1)).getSharedOperation();
        assertThat(reported.getTasks(0).getState()).isEqualTo(JointTask.State.DONE);
        assertThat(reported.getTasksCount()).isEqualTo(1);
    }

    @Test
    void nobodyReadsOrReportsAcross() {
        // Given
        JointOperation operation = planned();
        agreed(ResourceKind.RIVER, Duration.ofDays(40), "forestry");

        // When
        Reason task = reasonOf(refused(() -> party("tongliao").reportSharedTask(report(operation, 2))));

        // Then
        assertThat(task).isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(refused(() -> party("forestry").getSharedOperation(get(operation)))))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(refused(() -> party("forestry").reportSharedTask(report(operation, 1)))))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(listed("forestry")).isEmpty();
        assertThat(reasonOf(refused(() -> SharedOperationServiceGrpc.newBlockingStub(rpc.channel(Role.AGENCY))
                        .listSharedOperations(ListSharedOperationsRequest.getDefaultInstance()))))
                .isEqualTo(Reason.ACCESS_DENIED);
        assertThat(reasonOf(refused(() -> JointOperationServiceGrpc.newBlockingStub(from("tongliao"))
                        .getJointOperation(GetJointOperationRequest.newBuilder()
                                .setName(operation.getName())
                                .build()))))
                .isEqualTo(Reason.ACCESS_DENIED);
    }

    @Test
    void fromTheMomentAnAgreementEndsNothingOfItIsSeenOrDone() {
        // Given
        JointOperation operation = planned();

        // When
        clock.advance(Duration.ofDays(11));

        // Then
        assertThat(reasonOf(refused(() -> party("tongliao").getSharedOperation(get(operation)))))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(refused(() -> party("tongliao").reportSharedTask(report(operation, 1)))))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(listed("tongliao")).isEmpty();
        assertThat(listed("beipiao")).containsExactly(operation.getName());
    }

    @Test
    void whoHasNoAgreementForItTakesNoPart() {
        // Given
        PlanJointOperationRequest elsewhere = plan(120.01, "tongliao").build();

        // When
        Reason outside = reasonOf(refused(() -> ours().planJointOperation(elsewhere)));

        // Then
        assertThat(outside).isEqualTo(Reason.INCOMPLETE);
        assertThat(reasonOf(refused(
                        () -> ours().planJointOperation(plan(120.5, "forestry").build()))))
                .isEqualTo(Reason.INCOMPLETE);
        assertThat(reasonOf(refused(
                        () -> ours().planJointOperation(plan(120.5, "nobody").build()))))
                .isEqualTo(Reason.NOT_FOUND);
        JointOperation operation = planned();
        assertThat(reasonOf(refused(() -> ours().assignJointTask(task(operation, "forestry", "walk")))))
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void aTaskThatRunsOutIsOverdueAndAnOperationEndsWithoutOpenTasks() {
        // Given
        JointOperation operation = planned();
        SharedOperation reported =
                party("tongliao").reportSharedTask(report(operation, 1)).getSharedOperation();
        clock.advance(Duration.ofDays(3));
        DeadlineWorker worker = new DeadlineWorker(
                DATABASE.unitOfWork(), clock, List.of(OversightScenario.runOut(entries, deadlines, journal, clock)));

        // When
        boolean handled = worker.handleNext();

        // Then
        assertThat(handled).isTrue();
        assertThat(worker.handleNext()).isFalse();
        JointOperation overdue = ours().getJointOperation(GetJointOperationRequest.newBuilder()
                        .setName(operation.getName())
                        .build())
                .getJointOperation();
        assertThat(overdue.getTasksList())
                .extracting(JointTask::getState)
                .containsExactly(JointTask.State.DONE, JointTask.State.OVERDUE);
        assertThat(overdue.getEtag()).isNotEqualTo(reported.getEtag());
        ConcludeJointOperationRequest.Builder conclude = ConcludeJointOperationRequest.newBuilder()
                .setRequestId(newId())
                .setName(operation.getName())
                .setEtag(overdue.getEtag())
                .setConclusion("over");
        assertThat(reasonOf(refused(() -> ours().concludeJointOperation(conclude.build()))))
                .isEqualTo(Reason.INCOMPLETE);
        JointOperation ended = ours().endJointTask(EndJointTaskRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(operation.getName())
                        .setEtag(overdue.getEtag())
                        .setNumber(2)
                        .setResult("rain")
                        .build())
                .getJointOperation();
        assertThat(ours().concludeJointOperation(conclude.setRequestId(newId())
                                .setEtag(ended.getEtag())
                                .build())
                        .getJointOperation()
                        .getState())
                .isEqualTo(JointOperation.State.CONCLUDED);
    }

    @Test
    void standsRandomMessages() {
        RandomMessages.throwAt(rpc, JointOperationServiceGrpc.getServiceDescriptor(), 200, 20261123);
        RandomMessages.throwAt(rpc, SharedOperationServiceGrpc.getServiceDescriptor(), 200, 20261123);

        assertThat(planned().getTasksCount()).isEqualTo(2);
    }

    @Test
    void noSharedOperationExistsForAStranger() {
        // Given
        JointOperation operation = planned();
        Strangers strangers = new Strangers(
                Role.AGENCY,
                from("99999"),
                from("tongliao"),
                "agencies/tongliao",
                List.of(operation.getName()),
                Long.getLong("qipan.test.seed", ThreadLocalRandom.current().nextLong()));

        // When
        List<String> tried = strangers.tryAll(List.of(SharedOperationServiceGrpc.getServiceDescriptor()));

        // Then
        assertThat(tried).hasSize(3);
    }
}
