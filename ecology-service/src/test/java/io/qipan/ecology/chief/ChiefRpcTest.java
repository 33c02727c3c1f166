package io.qipan.ecology.chief;

import static io.qipan.ecology.chief.ChiefScenario.RIVER;
import static io.qipan.ecology.chief.ChiefScenario.TOWNSHIP;
import static io.qipan.ecology.chief.ChiefScenario.appoint;
import static io.qipan.ecology.chief.ChiefScenario.box;
import static io.qipan.ecology.chief.ChiefScenario.countyAndTownship;
import static io.qipan.ecology.chief.ChiefScenario.document;
import static io.qipan.ecology.chief.ChiefScenario.duty;
import static io.qipan.ecology.chief.ChiefScenario.newId;
import static io.qipan.ecology.chief.ChiefScenario.timestamp;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.agency.CallerScope;
import io.qipan.ecology.agency.FakeAgencies;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.ecology.v1.Appointment;
import io.qipan.proto.ecology.v1.Appointment.Post;
import io.qipan.proto.ecology.v1.AppointmentServiceGrpc;
import io.qipan.proto.ecology.v1.AppointmentServiceGrpc.AppointmentServiceBlockingStub;
import io.qipan.proto.ecology.v1.EndAppointmentRequest;
import io.qipan.proto.ecology.v1.GetJurisdictionRequest;
import io.qipan.proto.ecology.v1.HandOverPostRequest;
import io.qipan.proto.ecology.v1.HandOverPostResponse;
import io.qipan.proto.ecology.v1.ImportJurisdictionsResponse;
import io.qipan.proto.ecology.v1.Jurisdiction;
import io.qipan.proto.ecology.v1.Jurisdiction.Kind;
import io.qipan.proto.ecology.v1.Jurisdiction.Level;
import io.qipan.proto.ecology.v1.JurisdictionFinding;
import io.qipan.proto.ecology.v1.JurisdictionServiceGrpc;
import io.qipan.proto.ecology.v1.JurisdictionServiceGrpc.JurisdictionServiceBlockingStub;
import io.qipan.proto.ecology.v1.LevelAnswer;
import io.qipan.proto.ecology.v1.ListAppointmentsRequest;
import io.qipan.proto.ecology.v1.ListGapsRequest;
import io.qipan.proto.ecology.v1.ListGapsResponse;
import io.qipan.proto.ecology.v1.ListJurisdictionsRequest;
import io.qipan.proto.ecology.v1.ListPatrolDutiesRequest;
import io.qipan.proto.ecology.v1.PatrolDuty;
import io.qipan.proto.ecology.v1.PatrolDuty.Period;
import io.qipan.proto.ecology.v1.PatrolDutyServiceGrpc;
import io.qipan.proto.ecology.v1.PatrolDutyServiceGrpc.PatrolDutyServiceBlockingStub;
import io.qipan.proto.ecology.v1.ResolveChiefsRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.FakeDeadlines;
import io.qipan.testkit.FakeJournal;
import io.qipan.testkit.FakeUnitOfWork;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChiefRpcTest {
    private final TestClock clock = TestClock.standing();
    private final FakeJurisdictions jurisdictions = new FakeJurisdictions();
    private final FakeAppointments appointments = new FakeAppointments();
    private final FakePatrolDuties duties = new FakePatrolDuties();
    private final FakeDeadlines deadlines = new FakeDeadlines();
    private final FakeJournal journal = new FakeJournal();

    private final FakeUnitOfWork unitOfWork =
            FakeUnitOfWork.over(jurisdictions, appointments, duties, deadlines, journal);

    @RegisterExtension
    final RpcHarness rpc = RpcHarness.serving(() -> ChiefScenario.handlers(
                    unitOfWork,
                    jurisdictions,
                    appointments,
                    duties,
                    deadlines,
                    journal,
                    new CallerScope(unitOfWork, new FakeAgencies(), clock),
                    clock))
            .withClock(clock);

    private JurisdictionServiceBlockingStub map() {
        return JurisdictionServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.ENGINEER));
    }

    private AppointmentServiceBlockingStub posts() {
        return AppointmentServiceGrpc.newBlockingStub(rpc.channelOf("li", Role.ECOLOGY_OFFICER));
    }

    private PatrolDutyServiceBlockingStub patrolDuties() {
        return PatrolDutyServiceGrpc.newBlockingStub(rpc.channelOf("li", Role.ECOLOGY_OFFICER));
    }

    private LevelAnswer answer(Level level, String at) {
        return map()
                .resolveChiefs(ResolveChiefsRequest.newBuilder()
                        .setPoint(Point.newBuilder()
                                .setLatitude(42.05)
                                .setLongitude(120.02)
                                .setDatum(Datum.WGS84))
                        .setAt(timestamp(at))
                        .addKinds(Kind.RIVER)
                        .build())
                .getKinds(0)
                .getLevelsList()
                .stream()
                .filter(found -> found.getLevel() == level)
                .findFirst()
                .orElseThrow();
    }

    private Appointment appointed(Post post, String person) {
        return posts().appoint(appoint(RIVER, post, person).build()).getAppointment();
    }

    @Test
    void whatIsImportedAndAppointedIsAnsweredAtOnce() {
        // Given
        ImportJurisdictionsResponse imported = map().importJurisdictions(countyAndTownship());
        appointed(Post.CHIEF, "zhao");
        appointed(Post.POLICE_CHIEF, "qian");

        // When
        LevelAnswer county = answer(Level.COUNTY, "2026-11-20T03:00:00Z");

        // Then
        assertThat(imported.getRevision().getNumber()).isEqualTo(1);
        assertThat(county.getState()).isEqualTo(LevelAnswer.State.COMPLETE);
        assertThat(county.getAnswerable(0).getChief().getPerson()).isEqualTo("zhao");
        assertThat(county.getAnswerable(0).getPoliceChief().getAccount()).isEqualTo("post:qian");
        assertThat(answer(Level.TOWNSHIP, "2026-11-20T03:00:00Z").getState())
                .isEqualTo(LevelAnswer.State.NO_APPOINTMENT);
        assertThat(journal.actions())
                .containsExactly("jurisdictions.imported", "appointment.begun", "appointment.begun");
    }

    @Test
    void aDryRunTellsAndWritesNothing() {
        // When
        ImportJurisdictionsResponse checked = map().importJurisdictions(
                        countyAndTownship().toBuilder().setDryRun(true).build());

        // Then
        assertThat(checked.getAdded()).isEqualTo(2);
        assertThat(checked.hasRevision()).isFalse();
        assertThat(jurisdictions.newest()).isZero();
    }

    @Test
    void oneBadFeatureHoldsUpAllWithItsIndexAndPlace() {
        // Given
        String bowTie = """
                {"type": "Feature", "properties": {"kind": "river", "level": "county", "code": "B", "title_en": "b"},
                 "geometry": {"type": "Polygon", "coordinates": [[[120, 42], [120.2, 42.1], [120.2, 42], [120, 42.1],
                 [120, 42]]]}}""";

        // When
        ImportJurisdictionsResponse refused = map().importJurisdictions(
                        document(0, box("county", "LH03", 120, 120.1), bowTie, box("parish", "X", 120, 120.1))
                                .build());

        // Then
        assertThat(refused.getFindingsList())
                .extracting(found -> found.getCode() + " " + found.getIndex())
                .containsExactly("SELF_INTERSECTION 1", "PROPERTY_INVALID 2");
        assertThat(refused.getFindings(0).getPlace().getLongitude()).isEqualTo(120.1);
        assertThat(jurisdictions.newest()).isZero();
    }

    @Test
    void aLayerIsReplacedAndOthersStay() {
        // Given
        map().importJurisdictions(countyAndTownship());
        appointed(Post.CHIEF, "zhao");

        // When
        ImportJurisdictionsResponse replaced = map().importJurisdictions(
                        document(1, box("county", "LH04", 120, 120.1)).build());

        // Then
        assertThat(replaced.getFindingsList())
                .extracting(JurisdictionFinding::getCode)
                .containsExactly(JurisdictionFinding.Code.APPOINTMENT_LEFT_OVER);
        assertThat(map().listJurisdictions(ListJurisdictionsRequest.getDefaultInstance())
                        .getJurisdictionsList())
                .extracting(Jurisdiction::getName)
                .containsExactly("jurisdictions/river-county-LH04", TOWNSHIP);
        assertThat(reasonOf(refused(() -> map().getJurisdiction(GetJurisdictionRequest.newBuilder()
                        .setName(RIVER)
                        .build()))))
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void importsFollowEachOther() {
        // Given
        map().importJurisdictions(countyAndTownship());
        var stale = document(0, box("county", "LH04", 120, 120.1)).build();
        var before = document(1, box("county", "LH04", 120, 120.1))
                .setEffectiveFrom(timestamp("2026-01-01T00:00:00Z"))
                .build();

        // When
        Reason reason = reasonOf(refused(() -> map().importJurisdictions(stale)));

        // Then
        assertThat(reason).isEqualTo(Reason.STALE_ETAG);
        assertThat(reasonOf(refused(() -> map().importJurisdictions(before)))).isEqualTo(Reason.ILLEGAL_TRANSITION);
    }

    @Test
    void aHandoverEndsOneAndBeginsTheNextAtTheSameMoment() {
        // Given
        map().importJurisdictions(countyAndTownship());
        Appointment held = appointed(Post.CHIEF, "zhao");
        clock.advance(Duration.ofDays(1));

        // When
        HandOverPostResponse handover = posts().handOverPost(HandOverPostRequest.newBuilder()
                .setRequestId(newId())
                .setName(held.getName())
                .setEtag(held.getEtag())
                .setAccount("post:zhou")
                .setPerson("zhou")
                .setReason("rotation")
                .setBasis("document 8")
                .build());

        // Then
        assertThat(handover.getEnded().getUntil()).isEqualTo(handover.getBegun().getFrom());
        assertThat(answer(Level.COUNTY, "2026-11-21T01:59:59Z")
                        .getAnswerable(0)
                        .getChief()
                        .getPerson())
                .isEqualTo("zhao");
        assertThat(answer(Level.COUNTY, "2026-11-21T02:00:00Z")
                        .getAnswerable(0)
                        .getChief()
                        .getPerson())
                .isEqualTo("zhou");
        assertThat(posts().listAppointments(ListAppointmentsRequest.getDefaultInstance())
                        .getAppointmentsList())
                .extracting(Appointment::getPerson)
                .containsExactly("zhou", "zhao");
    }

    @Test
    void nobodyIsOverwritten() {
        // Given
        map().importJurisdictions(countyAndTownship());
        Appointment held = appointed(Post.CHIEF, "zhao");

        // When
        Reason reason = reasonOf(refused(() -> appointed(Post.CHIEF, "zhou")));

        // Then
        assertThat(reason).isEqualTo(Reason.ILLEGAL_TRANSITION);
        EndAppointmentRequest.Builder end = EndAppointmentRequest.newBuilder()
                .setRequestId(newId())
                .setName(held.getName())
                .setReason("retired")
                .setAt(timestamp("2026-12-31T16:00:00Z"));
        assertThat(reasonOf(
                        refused(() -> posts().endAppointment(end.setEtag("7").build()))))
                .isEqualTo(Reason.STALE_ETAG);
        posts().endAppointment(end.setEtag(held.getEtag()).build());
        assertThat(reasonOf(refused(() -> appointed(Post.CHIEF, "zhou")))).isEqualTo(Reason.ILLEGAL_TRANSITION);
        posts().appoint(appoint(RIVER, Post.CHIEF, "zhou")
                .setFrom(timestamp("2026-12-31T16:00:00Z"))
                .build());
        assertThat(appointments.all()).hasSize(2);
    }

    @Test
    void gapsAreCountedAndPlaced() {
        // Given
        map().importJurisdictions(countyAndTownship());

        // When
        ListGapsResponse gaps = map().listGaps(ListGapsRequest.newBuilder()
                .setKind(Kind.RIVER)
                .setLevel(Level.TOWNSHIP)
                .build());

        // Then
        assertThat(gaps.getHoleCount()).isEqualTo(1);
        assertThat(gaps.getVacancyCount()).isEqualTo(2);
        assertThat(gaps.getGaps(0).getPlace().getLongitude()).isBetween(120.05, 120.1);
        assertThat(gaps.getGaps(0).getAreaM2()).isBetween(45e6, 47e6);
    }

    @Test
    void aNewDutyEndsTheOneBeforeAndIsSentToPatrolService() {
        // Given
        map().importJurisdictions(countyAndTownship());
        PatrolDuty first =
                patrolDuties().setPatrolDuty(duty(1, Period.QUARTER).build()).getDuty();
        clock.advance(Duration.ofDays(1));

        // When
        PatrolDuty second =
                patrolDuties().setPatrolDuty(duty(1, Period.MONTH).build()).getDuty();

        // Then
        assertThat(patrolDuties()
                        .listPatrolDuties(ListPatrolDutiesRequest.getDefaultInstance())
                        .getDutiesList())
                .containsExactly(
                        second,
                        first.toBuilder()
                                .setUntil(second.getFrom())
                                .setEtag("2")
                                .build());
        assertThat(deadlines.dueAt(DutyRules.KIND, RIVER)).contains(clock.instant());
        assertThat(reasonOf(refused(() -> patrolDuties()
                        .setPatrolDuty(duty(2, Period.MONTH)
                                .setFrom(timestamp("2026-11-20T02:00:00Z"))
                                .build()))))
                .isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(reasonOf(refused(() -> patrolDuties()
                        .setPatrolDuty(duty(2, Period.MONTH)
                                .setOptionalJurisdiction(TOWNSHIP)
                                .build()))))
                .isEqualTo(Reason.INVALID_FIELD);
    }
}
