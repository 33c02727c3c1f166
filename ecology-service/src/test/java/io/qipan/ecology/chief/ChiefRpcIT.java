package io.qipan.ecology.chief;

import static io.qipan.ecology.chief.ChiefScenario.RIVER;
import static io.qipan.ecology.chief.ChiefScenario.appoint;
import static io.qipan.ecology.chief.ChiefScenario.countyAndTownship;
import static io.qipan.ecology.chief.ChiefScenario.duty;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.ecology.agency.CallerScope;
import io.qipan.ecology.agency.FakeAgencies;
import io.qipan.proto.ecology.v1.Appointment.Post;
import io.qipan.proto.ecology.v1.AppointmentServiceGrpc;
import io.qipan.proto.ecology.v1.AppointmentServiceGrpc.AppointmentServiceBlockingStub;
import io.qipan.proto.ecology.v1.GetJurisdictionRequest;
import io.qipan.proto.ecology.v1.JurisdictionServiceGrpc;
import io.qipan.proto.ecology.v1.JurisdictionServiceGrpc.JurisdictionServiceBlockingStub;
import io.qipan.proto.ecology.v1.PatrolDuty.Period;
import io.qipan.proto.ecology.v1.PatrolDutyServiceGrpc;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.deadline.DeadlineWorker;
import io.qipan.runtime.deadline.PostgresDeadlines;
import io.qipan.runtime.journal.PostgresJournal;
import io.qipan.testkit.RandomMessages;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChiefRpcIT {
    private static final int MESSAGES = 300;
    private static final long SEED = 20261123;

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime", "db/ecology");

    private final TestClock clock = TestClock.standing();
    private final Jurisdictions jurisdictions = new PostgresJurisdictions();
    private final PatrolDuties duties = new PostgresPatrolDuties();

    @RegisterExtension
    final RpcHarness rpc = RpcHarness.serving(() -> ChiefScenario.handlers(
                    DATABASE.unitOfWork(),
                    jurisdictions,
                    new PostgresAppointments(),
                    duties,
                    new PostgresDeadlines(clock),
                    new PostgresJournal(clock),
                    new CallerScope(DATABASE.unitOfWork(), new FakeAgencies(), clock),
                    clock))
            .withClock(clock);

    private JurisdictionServiceBlockingStub map() {
        return JurisdictionServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.ENGINEER));
    }

    private static List<String> told(String select) {
        return TestDatabase.await(DATABASE.pool()
                        .query(select)
                        .execute()
                        .toCompletionStage()
                        .toCompletableFuture())
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }

    @Test
    void ofManyAppointedAtOnceOneHoldsThePost() {
        // Given
        map().importJurisdictions(countyAndTownship());
        AppointmentServiceBlockingStub posts =
                AppointmentServiceGrpc.newBlockingStub(rpc.channelOf("li", Role.ECOLOGY_OFFICER));

        // When
        List<String> appointed;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> asked = IntStream.range(0, 12)
                    .mapToObj(i -> threads.submit(() -> {
                        try {
                            return posts.appoint(appoint(RIVER, Post.CHIEF, "person" + i)
                                            .build())
                                    .getAppointment()
                                    .getName();
                        } catch (StatusRuntimeException e) {
                            return "";
                        }
                    }))
                    .toList();
            appointed = asked.stream()
                    .map(TestDatabase::await)
                    .filter(name -> !name.isEmpty())
                    .toList();
        }

        // Then
        assertThat(appointed).hasSize(1);
        assertThat(told("select action from journal order by position"))
                .containsExactly("jurisdictions.imported", "appointment.begun");
    }

    @Test
    void aDutySurvivesThatPatrolServiceIsAway() {
        // Given
        map().importJurisdictions(countyAndTownship());
        PatrolDutyServiceGrpc.newBlockingStub(rpc.channelOf("li", Role.ECOLOGY_OFFICER))
                .setPatrolDuty(duty(1, Period.QUARTER).build());
        List<String> heard = new ArrayList<>();
        boolean[] away = {true};
        DeadlineWorker worker = new DeadlineWorker(
                DATABASE.unitOfWork(),
                clock,
                List.of(new PutVisitPlan(
                        DATABASE.unitOfWork(),
                        jurisdictions,
                        duties,
                        new PostgresDeadlines(clock),
                        plan -> {
                            if (away[0]) {
                                throw new IllegalStateException("patrol-service is away");
                            }
                            heard.add(plan.jurisdiction() + " " + plan.visits().keySet());
                        },
                        clock)));
        while (worker.handleNext()) {
            assertThat(heard).isEmpty();
        }
        away[0] = false;
        clock.advance(Duration.ofHours(1));

        // When
        while (worker.handleNext()) {
            assertThat(heard).isNotEmpty();
        }

        // Then
        assertThat(heard).contains(RIVER + " [CHIEF]");
        assertThat(told("select subject from deadline where due_at = '2026-11-21T03:00:00Z'"))
                .containsExactly(RIVER);
    }

    @Test
    void standsRandomMessages() {
        map().importJurisdictions(countyAndTownship());

        RandomMessages.throwAt(rpc, JurisdictionServiceGrpc.getServiceDescriptor(), MESSAGES, SEED);
        RandomMessages.throwAt(rpc, AppointmentServiceGrpc.getServiceDescriptor(), MESSAGES, SEED);
        RandomMessages.throwAt(rpc, PatrolDutyServiceGrpc.getServiceDescriptor(), MESSAGES, SEED);

        assertThat(map().getJurisdiction(GetJurisdictionRequest.newBuilder()
                                .setName(RIVER)
                                .build())
                        .getJurisdiction()
                        .getGeometry())
                .startsWith("{\"type\":\"Polygon\"");
    }
}
