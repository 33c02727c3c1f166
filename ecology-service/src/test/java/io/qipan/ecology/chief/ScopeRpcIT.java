package io.qipan.ecology.chief;

import static io.qipan.ecology.chief.ChiefScenario.RIVER;
import static io.qipan.ecology.chief.ChiefScenario.TOWNSHIP;
import static io.qipan.ecology.chief.ChiefScenario.box;
import static io.qipan.ecology.chief.ChiefScenario.document;
import static io.qipan.ecology.chief.ChiefScenario.newId;
import static io.qipan.ecology.chief.ChiefScenario.timestamp;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Channel;
import io.qipan.ecology.agency.Agencies;
import io.qipan.ecology.agency.AgencyPorts;
import io.qipan.ecology.agency.AgencyRpc;
import io.qipan.ecology.agency.CallerScope;
import io.qipan.ecology.agency.EndAgreement;
import io.qipan.ecology.agency.EnterAgreement;
import io.qipan.ecology.agency.RegisterAgency;
import io.qipan.ecology.agency.ReviseAgency;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.ecology.v1.Agency;
import io.qipan.proto.ecology.v1.AgencyServiceGrpc;
import io.qipan.proto.ecology.v1.AgencyServiceGrpc.AgencyServiceBlockingStub;
import io.qipan.proto.ecology.v1.Agreement;
import io.qipan.proto.ecology.v1.Appointment;
import io.qipan.proto.ecology.v1.AppointmentServiceGrpc;
import io.qipan.proto.ecology.v1.EndAgreementRequest;
import io.qipan.proto.ecology.v1.EnterAgreementRequest;
import io.qipan.proto.ecology.v1.GetJurisdictionRequest;
import io.qipan.proto.ecology.v1.Jurisdiction;
import io.qipan.proto.ecology.v1.Jurisdiction.Kind;
import io.qipan.proto.ecology.v1.JurisdictionServiceGrpc;
import io.qipan.proto.ecology.v1.JurisdictionServiceGrpc.JurisdictionServiceBlockingStub;
import io.qipan.proto.ecology.v1.ListAppointmentsRequest;
import io.qipan.proto.ecology.v1.ListJurisdictionsRequest;
import io.qipan.proto.ecology.v1.RegisterAgencyRequest;
import io.qipan.proto.ecology.v1.ResolveChiefsRequest;
import io.qipan.proto.ecology.v1.ReviseAgencyRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.deadline.PostgresDeadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.journal.PostgresJournal;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.testkit.RandomMessages;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.Strangers;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import io.qipan.testkit.TestTokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Another agency tries to read across. */
class ScopeRpcIT {
    private static final String EAST =
            "{\"type\": \"Polygon\", \"coordinates\": [[[120.06, 42], [121, 42], [121, 43], [120.06, 42]]]}";

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime", "db/ecology");

    private final TestClock clock = TestClock.standing();
    private final Agencies agencies = AgencyPorts.postgres();
    private final Journal journal = new PostgresJournal(clock);

    @RegisterExtension
    final RpcHarness rpc = RpcHarness.serving(this::services).withClock(clock);

    private List<RpcService> services() {
        List<RpcService> services = new ArrayList<>(ChiefScenario.handlers(
                DATABASE.unitOfWork(),
                new PostgresJurisdictions(),
                new PostgresAppointments(),
                new PostgresPatrolDuties(),
                new PostgresDeadlines(clock),
                journal,
                new CallerScope(DATABASE.unitOfWork(), agencies, clock),
                clock));
        services.add(new AgencyRpc(
                DATABASE.unitOfWork(),
                clock,
                agencies,
                new RegisterAgency(agencies, journal),
                new ReviseAgency(agencies, journal),
                new EnterAgreement(agencies, journal),
                new EndAgreement(agencies, journal)));
        return services;
    }

    private AgencyServiceBlockingStub commander() {
        return AgencyServiceGrpc.newBlockingStub(rpc.channelOf("chen", Role.COMMANDER));
    }

    /** With a token that claims all roles there are. */
    private Channel from(String code) {
        return rpc.withToken(TestTokens.mintAgency("guest", "agencies/" + code, Role.values()));
    }

    private JurisdictionServiceBlockingStub neighbour() {
        return JurisdictionServiceGrpc.newBlockingStub(from("tongliao"));
    }

    private void known(String code) {
        Agency ignored = commander()
                .registerAgency(RegisterAgencyRequest.newBuilder()
                        .setRequestId(newId())
                        .setCode(code)
                        .setKind(Agency.Kind.NEIGHBOUR)
                        .setTitleZh("邻市公安局")
                        .addCompetence(Kind.RIVER)
                        .setArea(EAST)
                        .build())
                .getAgency();
    }

    private Agreement agreed(Kind kind) {
        return commander()
                .enterAgreement(EnterAgreementRequest.newBuilder()
                        .setRequestId(newId())
                        .addParties("agencies/tongliao")
                        .addKinds(kind)
                        .setArea(EAST)
                        .setBasis("agreement of 2026")
                        .setSignedAt(timestamp("2026-11-01T00:00:00Z"))
                        .setUntil(timestamp("2026-12-01T00:00:00Z"))
                        .build())
                .getAgreement();
    }

    private void imported() {
        var ignored = JurisdictionServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.ENGINEER))
                .importJurisdictions(
                        document(0, box("county", "LH03", 120, 120.1), box("township", "LH03.1", 120, 120.05))
                                .build());
    }

    private List<String> listed(JurisdictionServiceBlockingStub reader) {
        return reader.listJurisdictions(ListJurisdictionsRequest.getDefaultInstance()).getJurisdictionsList().stream()
                .map(Jurisdiction::getName)
                .toList();
    }

    private Reason refusalToGet(JurisdictionServiceBlockingStub reader, String name) {
        return reasonOf(refused(() -> reader.getJurisdiction(
                GetJurisdictionRequest.newBuilder().setName(name).build())));
    }

    private static ResolveChiefsRequest at(double longitude) {
        return at(42.005, longitude);
    }

    private static ResolveChiefsRequest at(double latitude, double longitude) {
        return ResolveChiefsRequest.newBuilder()
                .setPoint(Point.newBuilder()
                        .setLatitude(latitude)
                        .setLongitude(longitude)
                        .setDatum(Datum.WGS84))
                .build();
    }

    @Test
    void anAgencySeesWhatItsAgreementSharesAndNothingElse() {
        // Given
        imported();
        known("tongliao");
        agreed(Kind.RIVER);

        // When
        List<String> seen = listed(neighbour());

        // Then
        assertThat(seen).containsExactly(RIVER);
        assertThat(refusalToGet(neighbour(), TOWNSHIP)).isEqualTo(Reason.NOT_FOUND);
        assertThat(neighbour().resolveChiefs(at(120.02)).getKindsList()).isEmpty();
        assertThat(neighbour().resolveChiefs(at(120.09)).getKindsList())
                .extracting(kind -> kind.getKind())
                .containsExactly(Kind.RIVER);
    }

    @Test
    void aCommonBorderSharesNothingOfTheNeighbour() {
        // Given
        var ignored = JurisdictionServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.ENGINEER))
                .importJurisdictions(document(
                                0,
                                box("county", "WEST", 119.9, 120.06),
                                box("county", "SLIVER", 119.9, 120.060000001),
                                box("county", "EAST", 120.06, 120.2))
                        .build());
        known("tongliao");
        agreed(Kind.RIVER);

        // When
        List<String> seen = listed(neighbour());

        // Then
        assertThat(seen).containsExactly("jurisdictions/river-county-EAST");
    }

    @Test
    void aPointOnTheCommonBorderSharesNothing() {
        // Given
        var ignored = JurisdictionServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.ENGINEER))
                .importJurisdictions(
                        document(0, box("county", "LH03", 120, 121)).build());
        known("tongliao");
        agreed(Kind.RIVER);

        // When
        var onTheBorder = neighbour().resolveChiefs(at(42, 120.5)).getKindsList();

        // Then
        assertThat(onTheBorder).isEmpty();
        assertThat(neighbour().resolveChiefs(at(42.001, 120.5)).getKindsList())
                .as("a hundred metres inside")
                .isNotEmpty();
    }

    @Test
    void anAgencyAndAUnitAreToldThatAPostIsHeldAndNotByWhom() {
        // Given
        imported();
        known("tongliao");
        agreed(Kind.RIVER);
        var ignored = AppointmentServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.COMMANDER))
                .appoint(ChiefScenario.appoint(RIVER, Appointment.Post.CHIEF, "zhao")
                        .build());

        // When
        Appointment seen = chief(neighbour());

        // Then
        assertThat(seen)
                .isEqualTo(Appointment.newBuilder()
                        .setJurisdiction(RIVER)
                        .setPost(Appointment.Post.CHIEF)
                        .build());
        assertThat(chief(JurisdictionServiceGrpc.newBlockingStub(rpc.channel(Role.UNIT))))
                .isEqualTo(seen);
        assertThat(chief(JurisdictionServiceGrpc.newBlockingStub(rpc.channel(Role.DISPATCHER)))
                        .getPerson())
                .isEqualTo("zhao");
    }

    private static Appointment chief(JurisdictionServiceBlockingStub reader) {
        return reader.resolveChiefs(at(120.09)).getKinds(0).getLevelsList().stream()
                .flatMap(level -> level.getAnswerableList().stream())
                .findFirst()
                .orElseThrow()
                .getChief();
    }

    @Test
    void withoutAnAgreementOnTheKindNothingIsSeen() {
        // Given
        imported();
        known("tongliao");
        known("beipiao");
        agreed(Kind.FOREST);

        // When
        List<String> seen = listed(neighbour());

        // Then
        assertThat(seen).isEmpty();
        assertThat(listed(JurisdictionServiceGrpc.newBlockingStub(from("beipiao"))))
                .isEmpty();
        assertThat(reasonOf(refused(() -> listed(JurisdictionServiceGrpc.newBlockingStub(rpc.channel(Role.AGENCY))))))
                .isEqualTo(Reason.ACCESS_DENIED);
        assertThat(refusalToGet(neighbour(), RIVER)).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void fromTheMomentAnAgreementEndsNothingIsSeen() {
        // Given
        imported();
        known("tongliao");
        Agreement agreement = agreed(Kind.RIVER);
        clock.advance(Duration.ofDays(1));
        assertThat(listed(neighbour())).isNotEmpty();

        // When
        commander()
                .endAgreement(EndAgreementRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(agreement.getName())
                        .setEtag(agreement.getEtag())
                        .setReason("terminated")
                        .build());

        // Then
        assertThat(listed(neighbour())).isEmpty();
    }

    @Test
    void anAgreementEndsByItself() {
        // Given
        imported();
        known("tongliao");
        agreed(Kind.RIVER);

        // When
        clock.advance(Duration.ofDays(11));

        // Then
        assertThat(listed(neighbour())).isEmpty();
    }

    @Test
    void otherRolesInTheTokenOfAnAgencyOpenNothing() {
        // Given
        known("tongliao");

        // When
        Reason reason = reasonOf(refused(() -> AppointmentServiceGrpc.newBlockingStub(from("tongliao"))
                .listAppointments(ListAppointmentsRequest.getDefaultInstance())));

        // Then
        assertThat(reason).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(reasonOf(refused(() -> neighbour()
                        .importJurisdictions(
                                document(0, box("county", "X", 120, 121)).build()))))
                .isEqualTo(Reason.ACCESS_DENIED);
    }

    @Test
    void standsRandomMessages() {
        RandomMessages.throwAt(rpc, AgencyServiceGrpc.getServiceDescriptor(), 300, 20261123);

        known("tongliao");
    }

    @Test
    void anAgencyIsSaidAnewAndNobodyIsItsOwnSuperior() {
        // Given
        known("county-x");
        ReviseAgencyRequest.Builder request = ReviseAgencyRequest.newBuilder()
                .setRequestId(newId())
                .setName("agencies/county-x")
                .setEtag("1")
                .setReason("merged")
                .setTitleEn("County X")
                .addCompetence(Kind.LAKE)
                .setArea(EAST);

        // When
        Agency revised = commander().reviseAgency(request.build()).getAgency();

        // Then
        assertThat(revised.getTitleEn()).isEqualTo("County X");
        assertThat(revised.getCompetenceList()).containsExactly(Kind.LAKE);
        assertThat(revised.getEtag()).isEqualTo("2");
        assertThat(reasonOf(refused(() ->
                        commander().reviseAgency(request.setRequestId(newId()).build()))))
                .isEqualTo(Reason.STALE_ETAG);
        assertThat(reasonOf(refused(() -> commander()
                        .reviseAgency(request.setRequestId(newId())
                                .setEtag("2")
                                .setOptionalParent("agencies/county-x")
                                .build()))))
                .isEqualTo(Reason.INVALID_FIELD);
    }

    @Test
    void noJurisdictionOfAnAgreementExistsForAStranger() {
        // Given
        imported();
        known("tongliao");
        agreed(Kind.RIVER);
        Strangers strangers = new Strangers(
                Role.AGENCY,
                from("99999"),
                from("tongliao"),
                "agencies/tongliao",
                List.of(RIVER, TOWNSHIP),
                Long.getLong("qipan.test.seed", ThreadLocalRandom.current().nextLong()));

        // When
        List<String> tried = strangers.tryAll(List.of(JurisdictionServiceGrpc.getServiceDescriptor()));

        // Then
        assertThat(tried).hasSize(3);
    }
}
