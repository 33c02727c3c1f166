package io.qipan.ecology.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.ecology.calendar.model.Length;
import io.qipan.ecology.clue.DispatchIncidents.Answer;
import io.qipan.ecology.clue.model.Clue;
import io.qipan.ecology.clue.model.ClueState.Received;
import io.qipan.ecology.clue.model.LinkedIncident;
import io.qipan.ecology.clue.model.LinkedIncident.Opened;
import io.qipan.ecology.clue.model.Report;
import io.qipan.ecology.clue.model.Source;
import io.qipan.ecology.clue.model.Term;
import io.qipan.proto.common.v1.LocationSource;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentServiceGrpc;
import io.qipan.proto.dispatch.v1.IncidentType;
import io.qipan.proto.dispatch.v1.ListIncidentTypesRequest;
import io.qipan.proto.dispatch.v1.ListIncidentTypesResponse;
import io.qipan.proto.dispatch.v1.OpenIncidentRequest;
import io.qipan.proto.dispatch.v1.OpenIncidentResponse;
import io.qipan.runtime.peer.PeerAway;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.testkit.PeerHarness;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GrpcDispatchIncidentsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
    private static final UUID ID = UUID.fromString("01939b4e-0000-7000-8000-000000000001");

    private final List<OpenIncidentRequest> heard = new CopyOnWriteArrayList<>();

    @RegisterExtension
    final PeerHarness dispatch = PeerHarness.serving(() -> List.of(new Incidents()));

    /** Knows one ecological type, and refuses a summary that asks for it. */
    private final class Incidents implements RpcService, IncidentServiceGrpc.AsyncService {

        @Override
        public ServerServiceDefinition bindService() {
            // Without the rules of the fields, which take longer to compile than a peer has time.
            return IncidentServiceGrpc.bindService(this);
        }

        @Override
        public void listIncidentTypes(
                ListIncidentTypesRequest request, StreamObserver<ListIncidentTypesResponse> observer) {
            io.qipan.runtime.rpc.Answer.unary(
                    observer,
                    () -> ListIncidentTypesResponse.newBuilder()
                            .addTypes(IncidentType.newBuilder()
                                    .setCode("illegal_fishing_electric")
                                    .setEcologicalActivity("fishing_electric"))
                            .build());
        }

        @Override
        public void openIncident(OpenIncidentRequest request, StreamObserver<OpenIncidentResponse> observer) {
            heard.add(request);
            io.qipan.runtime.rpc.Answer.unary(observer, () -> {
                if (request.getSummary().endsWith("refuse me")) {
                    throw Refusal.notFound("incidentTypes/x").asException();
                }
                return OpenIncidentResponse.newBuilder()
                        .setIncident(Incident.newBuilder()
                                .setName("incidents/1")
                                .setNumber("I1")
                                .setState(Incident.State.NEW))
                        .build();
            });
        }
    }

    private static Clue clue(String summary) {
        Report report = new Report(
                Source.PUBLIC,
                "",
                Optional.of("fishing_electric"),
                NOW,
                Optional.of(new Wgs84(39.67, 106.78)),
                300,
                "below the bridge",
                summary,
                Optional.empty(),
                Optional.empty(),
                true);
        Term term = new Term(NOW.plusSeconds(60), "operator", false, new Length(1, Length.Unit.HOURS));
        return new Clue(
                ID,
                "X2026-000001",
                2,
                report,
                "wang",
                NOW,
                term,
                term,
                new Received(NOW),
                Optional.of(LinkedIncident.requested(NOW)));
    }

    private Answer asked(Clue clue, String... activities) {
        return new GrpcDispatchIncidents(dispatch.peer()).open(clue, List.of(activities));
    }

    @Test
    void asksWithTheSameRequestIdOnEveryTry() {
        // Given
        Answer first = asked(clue("a generator"), "fishing_electric", "fishing");

        // When
        Answer second = asked(clue("a generator"), "fishing_electric", "fishing");

        // Then
        assertThat(first)
                .isEqualTo(second)
                .isEqualTo(new Answer.Opened(new LinkedIncident(
                        NOW, Optional.of(new Opened("incidents/1", "I1", Optional.empty(), 0)), Optional.empty())));
        assertThat(heard).hasSize(2);
        assertThat(heard.get(0)).isEqualTo(heard.get(1));
        OpenIncidentRequest request = heard.getFirst();
        assertThat(request.getType()).isEqualTo("illegal_fishing_electric");
        assertThat(request.getOptionalClue()).isEqualTo("clues/" + ID);
        assertThat(request.getSummary()).isEqualTo("X2026-000001: a generator");
        assertThat(request.getLocations(0).getSource()).isEqualTo(LocationSource.CALLER);
        assertThat(request.getDrill()).isTrue();
    }

    @Test
    void takesWhatNoTypeFitsForOther() {
        // When
        Answer ignored = asked(clue("something"), "sand_mining");

        // Then
        assertThat(heard.getFirst().getType()).isEqualTo("other");
    }

    @Test
    void tellsARefusalFromAPeerThatIsAway() {
        // Given
        Answer refused = asked(clue("refuse me"));
        dispatch.stop();

        // When
        Throwable away = catchThrowable(() -> asked(clue("a generator")));

        // Then
        assertThat(refused).isEqualTo(new Answer.Refused("There is no incidentTypes/x."));
        assertThat(away).isInstanceOf(PeerAway.class);
    }
}
