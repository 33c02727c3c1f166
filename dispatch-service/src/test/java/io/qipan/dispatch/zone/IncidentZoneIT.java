package io.qipan.dispatch.zone;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.aCallThatRang;
import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.dispatch.Desk.anIncidentOf;
import static io.qipan.dispatch.Desk.newId;
import static io.qipan.dispatch.Desk.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.qipan.dispatch.DispatchScenario;
import io.qipan.dispatch.Places;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.LocationInput;
import io.qipan.proto.common.v1.LocationSource;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.dispatch.v1.AddIncidentLocationRequest;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.FigureRow;
import io.qipan.proto.dispatch.v1.Grouping;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.Measure;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.SummarizeFiguresRequest;
import io.qipan.proto.dispatch.v1.SummarizeFiguresResponse;
import io.qipan.runtime.rpc.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncidentZoneIT extends DispatchScenario {
    private static final String SOUTH = "gridFeatures/zone-1";
    private static final String NORTH = "gridFeatures/zone-2";
    private static final double BORDER = Places.RIVER_BANK.latitude() + 0.1;

    private final Instant begin = clock.instant();
    private int units;

    private void twoZones() {
        patrol.zoneFrom(Places.RIVER_BANK.latitude() - 0.1, SOUTH);
        patrol.zoneFrom(BORDER, NORTH);
    }

    private static LocationInput at(double latitude) {
        return LocationInput.newBuilder()
                .setPoint(Point.newBuilder()
                        .setLatitude(latitude)
                        .setLongitude(Places.RIVER_BANK.longitude())
                        .setDatum(Datum.WGS84))
                .setSource(LocationSource.CALLER)
                .setUncertaintyM(50)
                .build();
    }

    private Incident opened(double latitude) {
        return desk().open(anIncident("theft").clearLocations().addLocations(at(latitude)));
    }

    private Order ordered(Incident incident) {
        return desk().send(incident, "units/u" + ++units);
    }

    private Order accepted(Incident incident, long afterS) {
        Order order = ordered(incident);
        clock.advance(Duration.ofSeconds(afterS));
        return desk().accept(order);
    }

    private void move(Incident incident, double latitude) {
        Incident ignored = desk().incidents
                .addIncidentLocation(AddIncidentLocationRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(incident.getName())
                        .setEtag(desk().now(incident).getEtag())
                        .setLocation(at(latitude))
                        .setChoose(true)
                        .build())
                .getIncident();
    }

    /** As a replica does when it starts, and then what is due. */
    private void locate() {
        dispatch.zones().locate().begin();
        int ignored = pass(0);
    }

    private SummarizeFiguresResponse byZone(SummarizeFiguresRequest.Builder period) {
        return desk().figures
                .summarizeFigures(period.setOptionalGrouping(Grouping.BY_ZONE).build());
    }

    private static SummarizeFiguresRequest.Builder from(Instant from, Duration length) {
        return SummarizeFiguresRequest.newBuilder()
                .setFrom(Times.message(from))
                .setUntil(Times.message(from.plus(length)))
                .setComparedFrom(Times.message(from.minus(length)));
    }

    private SummarizeFiguresRequest.Builder theseDays() {
        return from(begin.minus(Duration.ofDays(1)), Duration.ofDays(2));
    }

    private static List<String> rows(SummarizeFiguresResponse response, Measure measure) {
        return response.getRowsList().stream()
                .filter(row -> row.getMeasure() == measure)
                .map(IncidentZoneIT::text)
                .sorted()
                .toList();
    }

    private static String text(FigureRow row) {
        return row.getGroup() + " " + row.getFigure().getN() + " of "
                + row.getCompared().getN();
    }

    private List<String> signing() {
        return rows(byZone(theseDays()), Measure.SIGNING);
    }

    private double waiting() {
        dispatch.zones().measure().measure();
        return dispatch.meters().get("qipan.incidents.without.zone").gauge().value();
    }

    private static String kept(Incident incident) {
        return rows("select coalesce(zone, 'none') || ' by ' || zone_revision from incident where id = '"
                        + incident.getName().substring("incidents/".length()) + "'")
                .getFirst();
    }

    @Test
    void orders_are_told_apart_by_the_zone_of_their_incident_beside_another_period() {
        // Given
        twoZones();
        Order before = accepted(opened(BORDER + 0.1), 90);
        clock.advance(Duration.ofDays(7));
        Instant now = clock.instant();
        Order south = accepted(opened(BORDER - 0.01), 20);
        Order north = accepted(opened(BORDER + 0.01), 30);
        Order outside = accepted(opened(Places.RIVER_BANK.latitude() - 1), 40);
        Order nowhere = accepted(desk().open(anIncident("theft")), 50);
        DATABASE.execute("update incident set locations = '[]' where id = '"
                + nowhere.getIncident().substring("incidents/".length()) + "'");
        locate();

        // When
        SummarizeFiguresResponse figures = byZone(from(now, Duration.ofDays(8)));

        // Then
        assertThat(List.of(before, south, north, outside)).doesNotHaveDuplicates();
        assertThat(rows(figures, Measure.SIGNING))
                .containsExactly(SOUTH + " 1 of 0", NORTH + " 1 of 1", "none 1 of 0", "unknown 1 of 0");
    }

    @Test
    void a_call_has_the_zone_of_the_incident_that_it_opened() {
        // Given
        twoZones();
        Call opening = desk().take(aCallThatRang(begin, begin));
        Incident incident = desk().open(anIncidentOf(opening, "theft"));
        Call another = desk().take(aCallThatRang(begin, begin));
        Call inWords = desk().take(aCallThatRang(begin, begin).clearLocations().addLocations(words("at the bridge")));
        Incident unplaced = desk().open(anIncidentOf(inWords, "theft"));
        locate();

        // When
        SummarizeFiguresResponse figures = byZone(theseDays());

        // Then
        assertThat(incident.getName()).isNotEqualTo(unplaced.getName());
        assertThat(another.getName()).isNotEqualTo(inWords.getName());
        assertThat(rows(figures, Measure.ANSWERING)).containsExactly(" 1 of 0", SOUTH + " 1 of 0", "unknown 1 of 0");
    }

    @Test
    void while_patrol_service_is_away_zones_are_unknown_and_are_found_when_it_is_back() {
        // Given
        twoZones();
        Order order = accepted(opened(BORDER + 0.1), 20);
        patrol.goAway();
        locate();
        List<String> meanwhile = signing();
        double waitingMeanwhile = waiting();
        patrol.comeBack();

        // When
        int handled = pass(10);

        // Then
        assertThat(order.getState()).isEqualTo(Order.State.ACCEPTED);
        assertThat(meanwhile).containsExactly("unknown 1 of 0");
        assertThat(waitingMeanwhile).isEqualTo(1);
        assertThat(handled).isPositive();
        assertThat(signing()).containsExactly(NORTH + " 1 of 0");
        assertThat(waiting()).isZero();
        assertThat(deadlines("incidents/-")).containsExactly("incident.zone");
    }

    @Test
    void another_place_is_found_anew_and_another_grid_changes_nothing() {
        // Given
        twoZones();
        Incident moved = opened(BORDER + 0.1);
        Order order = accepted(moved, 20);
        Incident left = opened(BORDER + 0.1);
        locate();
        String first = kept(moved);
        patrol.gridIs(7);
        move(moved, BORDER - 0.05);
        List<String> between = signing();

        // When
        int handled = pass(10);

        // Then
        assertThat(order.getState()).isEqualTo(Order.State.ACCEPTED);
        assertThat(first).isEqualTo(NORTH + " by 1");
        assertThat(between).containsExactly("unknown 1 of 0");
        assertThat(handled).isPositive();
        assertThat(kept(moved)).isEqualTo(SOUTH + " by 7");
        assertThat(kept(left)).isEqualTo(NORTH + " by 1");
        assertThat(patrol.located()).isEqualTo(3);
    }

    @Test
    void thousands_of_older_incidents_are_asked_for_some_at_a_time_behind_the_newest() {
        // Given
        twoZones();
        Incident old = opened(BORDER + 0.1);
        DATABASE.execute("""
                insert into incident (id, number, version, state, type, priority, summary, locations, owner,
                    next_deadline_at, opened_at, act_at, drill, recorded_at)
                select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'old-' || n, version, state, type,
                    priority, summary, locations, owner, next_deadline_at, opened_at, act_at, drill, recorded_at
                from incident, generate_series(1, 450) n where incident.id = '%s'""".formatted(old.getName().substring("incidents/".length())));

        // When
        locate();
        int afterOneLook = patrol.located();
        int handled = pass(1) + pass(1);

        // Then
        assertThat(afterOneLook).isEqualTo(LocateIncidents.AT_ONCE);
        assertThat(kept(old)).isEqualTo(NORTH + " by 1");
        assertThat(handled).isEqualTo(2);
        assertThat(patrol.located()).isEqualTo(451);
        assertThat(waiting()).isZero();
    }

    @Test
    void a_place_that_patrol_service_does_not_take_is_unknown_and_keeps_no_other_waiting() {
        // Given
        twoZones();
        patrol.refusesPlacesSouthOf(Places.RIVER_BANK.latitude() - 2);
        Order good = accepted(opened(BORDER + 0.1), 20);
        Order odd = accepted(opened(Places.RIVER_BANK.latitude() - 3), 20);

        // When
        locate();

        // Then
        assertThat(good.getName()).isNotEqualTo(odd.getName());
        assertThat(signing()).containsExactly(NORTH + " 1 of 0", "unknown 1 of 0");
        assertThat(waiting()).isZero();
    }

    @Test
    void without_a_grid_all_wait_and_only_one_is_asked_for_at_each_look() {
        // Given
        twoZones();
        patrol.gridIs(0);
        List<Order> orders = List.of(accepted(opened(BORDER + 0.1), 20), accepted(opened(BORDER + 0.2), 20));
        locate();
        int asked = patrol.located();
        patrol.gridIs(1);

        // When
        int handled = pass(10);

        // Then
        assertThat(orders).hasSize(2);
        assertThat(asked).isEqualTo(1);
        assertThat(handled).isPositive();
        assertThat(signing()).containsExactly(NORTH + " 2 of 0");
    }

    @Test
    void exercises_have_zones_for_their_own_figures_and_are_not_counted_among_those_that_wait() {
        // Given
        twoZones();
        Call call = desk().take(aCall().setDrill(true).clearLocations().addLocations(at(BORDER + 0.1)));
        Order drill = accepted(desk().open(anIncidentOf(call, "theft")), 20);
        double waiting = waiting();

        // When
        locate();

        // Then
        assertThat(drill.getDrill()).isTrue();
        assertThat(waiting).isZero();
        assertThat(signing()).isEmpty();
        assertThat(rows(byZone(theseDays().setDrills(true)), Measure.SIGNING)).containsExactly(NORTH + " 1 of 0");
    }

    @Test
    void a_place_that_patrol_service_stumbles_over_keeps_no_older_one_waiting() {
        // Given
        twoZones();
        Incident old = opened(BORDER + 0.1);
        Incident odd = opened(BORDER + 0.5);
        patrol.stumblesNorthOf(BORDER + 0.4);
        locate();
        String kept = kept(old);
        double stillWaiting = waiting();
        int handledInVain = pass(10);
        patrol.stumblesNorthOf(90);

        // When
        int handled = pass(10);

        // Then
        assertThat(kept).isEqualTo(NORTH + " by 1");
        assertThat(stillWaiting).isEqualTo(1);
        assertThat(List.of(handledInVain, handled)).allMatch(times -> times > 0);
        assertThat(kept(odd)).isEqualTo(NORTH + " by 1");
    }

    @Test
    void answers_from_before_a_failure_are_kept() {
        // Given
        twoZones();
        Incident denied = opened(BORDER + 0.5);
        Incident found = opened(BORDER + 0.1);
        patrol.failsNorthOf(BORDER + 0.4, Status.PERMISSION_DENIED.asRuntimeException());

        // When
        locate();

        // Then
        assertThat(denied.getName()).isNotEqualTo(found.getName());
        assertThat(kept(found)).isEqualTo(NORTH + " by 1");
        assertThat(waiting()).isEqualTo(1);
    }
}
