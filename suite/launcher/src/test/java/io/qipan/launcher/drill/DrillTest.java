package io.qipan.launcher.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.launcher.ExitCode;
import io.qipan.launcher.Workspace;
import io.qipan.launcher.client.Stamps;
import io.qipan.proto.common.v1.Location;
import io.qipan.proto.common.v1.LocationInput;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentResponse;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.Priority;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DrillTest {
    private static final Instant EVENING = Instant.parse("2026-11-20T12:00:00Z");

    private final FakePast past = new FakePast();
    private final StringWriter out = new StringWriter();

    @AfterEach
    void close() {
        past.close();
    }

    private int run(String... more) {
        List<String> options =
                new ArrayList<>(List.of("--from", "2026-11-20T12:00:00Z", "--to", "2026-11-20T13:00:00Z"));
        options.addAll(List.of("--factor=1000000", "--minutes=0"));
        options.addAll(List.of(more));
        return new CommandLine(new DrillCommand(new Workspace(Path.of("")), any -> past.connect()))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .setOverwrittenOptionsAllowed(true)
                .execute(options.toArray(String[]::new));
    }

    private Call.Builder call(int minute, String text) {
        return Call.newBuilder()
                .setName("calls/" + minute)
                .setNumber("C2026-" + minute)
                .setState(Call.State.ENDED)
                .setCallerId("138****5678")
                .setDescription(text)
                .addLocations(Location.newBuilder()
                        .setGiven(LocationInput.newBuilder().setText("at the bridge")))
                .setRecordedAt(Stamps.of(EVENING.plusSeconds(60L * minute)));
    }

    private Incident incident(int minute, Call call) {
        return Incident.newBuilder()
                .setName("incidents/" + minute)
                .setNumber("I2026-" + minute)
                .setState(Incident.State.NEW)
                .setType("structure_fire")
                .setPriority(Priority.P1)
                .addCalls(call.getName())
                .addAllLocations(call.getLocationsList())
                .setRecordedAt(Stamps.of(EVENING.plusSeconds(60L * minute + 20)))
                .build();
    }

    /** As it is today: it has ended as something else. */
    private void fire(int minute) {
        Call call = call(minute, "smoke").setIncident("incidents/" + minute).build();
        Incident opened = incident(minute, call);
        past.calls.put(call.getName(), call);
        past.tell(opened.getName(), "call.received", 0, call);
        past.tell(opened.getName(), "incident.opened", 20, opened);
        past.tell(
                opened.getName(),
                "order.requested",
                90,
                Order.newBuilder()
                        .setName("orders/" + minute)
                        .setUnit("units/pump-1")
                        .build());
        past.tell(
                opened.getName(),
                "incident_response.level_set",
                95,
                IncidentResponse.newBuilder()
                        .setName("incidentResponses/" + minute)
                        .setPlan("fire")
                        .setLevel(2)
                        .build());
        Incident ended = opened.toBuilder()
                .setType("outside_fire")
                .setState(Incident.State.ENDED)
                .build();
        past.tell(opened.getName(), "incident.ended", 900, ended);
        past.incidents.put(ended.getName(), ended);
    }

    @Test
    void what_was_told_and_opened_comes_again_as_an_exercise_and_is_reviewed_beside_what_was_done() {
        // Given
        fire(5);
        past.calls.put("calls/7", call(7, "a wrong number").build());

        // When
        int exit = run();

        // Then
        assertThat(exit).as(out.toString()).isEqualTo(ExitCode.OK);
        assertThat(past.drilledCalls()).extracting(Call::getDescription).containsExactly("smoke", "a wrong number");
        assertThat(past.drilledCalls()).allSatisfy(call -> {
            assertThat(call.getCallerId()).isEmpty();
            assertThat(call.getExternalReference()).startsWith("drill/");
            assertThat(call.getState()).isEqualTo(Call.State.ENDED);
        });
        assertThat(past.drilledIncidents()).singleElement().satisfies(incident -> {
            assertThat(incident.getType()).as("as it was opened").isEqualTo("structure_fire");
            assertThat(incident.getState()).isEqualTo(Incident.State.ENDED);
            assertThat(incident.getRationale()).isEqualTo("The drill is over");
        });
        assertThat(out.toString())
                .contains("2 calls and 1 incidents")
                .containsPattern("I2026-5 +structure_fire P1 +1\\.5 min, 1 units, fire/2 +no order, 0 units, no plan")
                .doesNotContain("left out");
    }

    @Test
    void exercises_and_what_lies_outside_of_the_time_are_not_played() {
        // Given
        fire(5);
        past.calls.put("calls/8", call(8, "an exercise").setDrill(true).build());
        past.calls.put("calls/90", call(90, "later").build());
        past.calls.put(
                "calls/9",
                call(9, "about yesterday").setIncident("incidents/old").build());

        // When
        int exit = run("--leave-open");

        // Then
        assertThat(exit).isEqualTo(ExitCode.OK);
        assertThat(past.drilledCalls())
                .extracting(Call::getDescription)
                .containsExactlyInAnyOrder("an exercise", "smoke");
        assertThat(past.drilledIncidents())
                .singleElement()
                .satisfies(incident -> assertThat(incident.getState()).isEqualTo(Incident.State.NEW));
        assertThat(out.toString()).contains("1 calls of that time told of older incidents, and are left out");
    }

    @Test
    void what_has_open_orders_is_named_and_left_to_who_ordered() {
        // Given
        fire(5);
        past.ordersOpen = true;

        // When
        int exit = run();

        // Then
        assertThat(exit).isEqualTo(ExitCode.FAILED);
        assertThat(out.toString()).contains("Still open: I-drill-1 incidents/");
    }

    @Test
    void what_those_who_practise_made_of_its_calls_is_ended_too_and_said() {
        // Given
        past.calls.put("calls/7", call(7, "a wrong number").build());
        past.practised = call -> {
            past.incidents.put(
                    "incidents/root", aDrill("incidents/root", "I-root").build());
            past.incidents.put(
                    "incidents/opened",
                    aDrill("incidents/opened", "I-opened")
                            .setState(Incident.State.MERGED)
                            .setMergedInto("incidents/root")
                            .build());
            past.incidents.put(
                    "incidents/else", aDrill("incidents/else", "I-else").build());
            return call.toBuilder()
                    .setState(Call.State.ENDED)
                    .setIncident("incidents/opened")
                    .build();
        };

        // When
        int exit = run();

        // Then
        assertThat(exit).as(out.toString()).isEqualTo(ExitCode.OK);
        assertThat(past.incidents.get("incidents/root"))
                .satisfies(root -> assertThat(root.getState()).isEqualTo(Incident.State.ENDED));
        assertThat(past.incidents.get("incidents/else"))
                .satisfies(other -> assertThat(other.getState()).isEqualTo(Incident.State.NEW));
        assertThat(out.toString())
                .contains("Ended: I-root incidents/root")
                .contains("Not of a call of this drill, and left: I-else incidents/else");
    }

    @Test
    void what_is_no_exercise_is_not_touched() {
        // Given
        past.calls.put("calls/7", call(7, "a wrong number").build());
        past.practised = call -> {
            past.incidents.put(
                    "incidents/real",
                    aDrill("incidents/real", "I-real").setDrill(false).build());
            return call.toBuilder()
                    .setState(Call.State.ENDED)
                    .setIncident("incidents/real")
                    .build();
        };

        // When
        int exit = run();

        // Then
        assertThat(exit).as(out.toString()).isEqualTo(ExitCode.OK);
        assertThat(past.incidents.get("incidents/real"))
                .satisfies(real -> assertThat(real.getState()).isEqualTo(Incident.State.NEW));
        assertThat(out.toString()).doesNotContain("I-real");
    }

    @Test
    void when_the_review_fails_all_is_ended_all_the_same() {
        // Given
        fire(5);
        past.drillsForgotten = true;

        // When
        int exit = run();

        // Then
        assertThat(exit).isNotEqualTo(ExitCode.OK);
        assertThat(past.drilledIncidents())
                .singleElement()
                .satisfies(incident -> assertThat(incident.getState()).isEqualTo(Incident.State.ENDED));
        assertThat(out.toString()).contains("The drill broke off.").contains("Ended: I-drill-");
    }

    @Test
    void when_it_breaks_off_halfway_what_is_on_the_board_is_ended() {
        // Given
        fire(5);
        past.calls.put("calls/7", call(7, "a wrong number").build());
        past.mostOpened = 0;

        // When
        int exit = run();

        // Then
        assertThat(exit).isNotEqualTo(ExitCode.OK);
        assertThat(past.drilledCalls())
                .hasSize(1)
                .allSatisfy(call -> assertThat(call.getState()).isEqualTo(Call.State.ENDED));
        assertThat(out.toString()).contains("The drill stopped").contains("Ended: C-drill calls/");
    }

    private static Incident.Builder aDrill(String name, String number) {
        return Incident.newBuilder()
                .setName(name)
                .setNumber(number)
                .setEtag("1")
                .setState(Incident.State.NEW)
                .setRecordedAt(FakePast.DRILLED)
                .setDrill(true);
    }

    @Test
    void a_time_in_which_nothing_happened_and_one_that_is_none_are_refused() {
        // When
        int empty = run();

        // Then
        assertThat(empty).isNotEqualTo(ExitCode.OK);
        assertThat(run("--factor", "0")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(run("--minutes", "-1")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(past.drilledCalls()).isEmpty();
    }
}
