package io.qipan.dispatch.sensor;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.anIncidentOf;
import static io.qipan.dispatch.Desk.newId;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.Desk;
import io.qipan.dispatch.DispatchScenario;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.sensor.model.News;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.LocationSource;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CallOutcome;
import io.qipan.proto.dispatch.v1.Channel;
import io.qipan.proto.dispatch.v1.DetachCallRequest;
import io.qipan.proto.dispatch.v1.EndCallRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.ListCallsRequest;
import io.qipan.proto.patrol.v1.GridFeature.Report;
import io.qipan.proto.patrol.v1.SensorAlarm;
import io.qipan.runtime.rpc.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class AlarmCallIT extends DispatchScenario {
    private static final String ALARM = "sensorAlarms/01939b4e-0000-7000-8000-00000000000a";
    private static final String DEVICE = "gridFeatures/sensor-ear-3";

    private SensorAlarm.Builder alarm() {
        return SensorAlarm.newBuilder()
                .setName(ALARM)
                .setState(SensorAlarm.State.RAISED)
                .setDevice(DEVICE)
                .setTitleEn("Ear at the shore")
                .setTitleZh("岸边听音")
                .setKind(Report.BLAST)
                .setValue(96.5)
                .setUnit("dB")
                .setPlace(Point.newBuilder()
                        .setLatitude(39.71)
                        .setLongitude(106.77)
                        .setDatum(Datum.WGS84))
                .setRaisedAt(Times.message(clock.instant()))
                .setFirstObservedAt(Times.message(clock.instant()));
    }

    private boolean taken(SensorAlarm.Builder alarm) {
        return DATABASE.unitOfWork()
                .run("system:test", () -> dispatch.sensors().takeAlarm().take(alarm.build()));
    }

    private List<Call> calls() {
        return desk().calls.listCalls(ListCallsRequest.getDefaultInstance()).getCallsList();
    }

    /** Long enough that its call is looked at. */
    private void look() {
        int ignored = pass(dispatch.around().settings().followSensorAlarm());
    }

    private Incident detach(Incident wrong) {
        DetachCallRequest detaching = DetachCallRequest.newBuilder()
                .setRequestId(newId())
                .setName(wrong.getName())
                .setEtag(wrong.getEtag())
                .setCall(calls().getFirst().getName())
                .setReason("it rings elsewhere")
                .build();
        return desk().incidents.detachCall(detaching).getIncident();
    }

    private List<String> outcomes() {
        return patrol.toldOfAlarms().stream()
                .map(news -> news.end().map(News.End::outcome).orElse(""))
                .toList();
    }

    @Test
    void an_alarm_is_a_call_with_the_place_and_the_identity_of_the_device() {
        // When
        boolean taken = taken(alarm());

        // Then
        assertThat(taken).isTrue();
        Call call = calls().getFirst();
        assertThat(call.getChannel()).isEqualTo(Channel.IOT);
        assertThat(call.getDevice()).isEqualTo(DEVICE);
        assertThat(call.getExternalReference()).isEqualTo(ALARM);
        assertThat(call.getOwner()).isEqualTo("desk:intake");
        assertThat(call.getDescription()).contains("blast", "96.5 dB", "Ear at the shore 岸边听音", DEVICE);
        assertThat(call.getLocations(0).getGiven().getSource()).isEqualTo(LocationSource.DEVICE);
        assertThat(call.getLocations(0).getWgs84().getLatitude()).isEqualTo(39.71);
        assertThat(call.hasNextDeadlineAt()).isTrue();
        assertThat(call.getDrill()).isFalse();
    }

    @Test
    void told_by_several_replicas_at_once_it_is_one_call() throws Exception {
        // Given
        List<Future<Boolean>> told = new ArrayList<>();

        // When
        try (ExecutorService replicas = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 12; i++) {
                told.add(replicas.submit(() -> taken(alarm())));
            }
        }

        // Then
        List<Boolean> made = new ArrayList<>();
        for (Future<Boolean> answer : told) {
            made.add(answer.get());
        }
        assertThat(made).containsOnlyOnce(true);
        assertThat(calls()).hasSize(1);
    }

    @Test
    void a_further_report_of_the_same_alarm_is_no_second_call() {
        // Given
        assertThat(taken(alarm())).isTrue();

        // When
        boolean again = taken(alarm().setReports(7));

        // Then
        assertThat(again).isFalse();
        assertThat(calls()).hasSize(1);
    }

    @Test
    void an_alarm_that_a_person_has_told_of_already_has_that_call() {
        // Given
        Call told = desk().take(aCall().setExternalReference(ALARM));

        // When
        boolean taken = taken(alarm());

        // Then
        assertThat(taken).isTrue();
        assertThat(calls()).extracting(Call::getName).containsExactly(told.getName());
        int ignored = pass(0);
        assertThat(patrol.toldOfAlarms()).hasSize(1);
    }

    @Test
    void an_alarm_that_still_waits_although_patrol_service_was_told_is_told_of_again() {
        // Given
        assertThat(taken(alarm())).isTrue();
        int first = pass(0);

        // When
        boolean taken = taken(alarm());

        // Then
        assertThat(taken).isFalse();
        int again = pass(0);
        assertThat(List.of(first, again)).containsExactly(1, 1);
        assertThat(patrol.toldOfAlarms()).hasSize(2);
    }

    @Test
    void an_alarm_of_an_exercise_is_a_call_of_one() {
        // When
        boolean taken = taken(alarm().setDrill(true));

        // Then
        assertThat(taken).isTrue();
        assertThat(calls().getFirst().getDrill()).isTrue();
    }

    @Test
    void a_real_alarm_that_was_told_of_as_an_exercise_has_a_real_call_of_its_own() {
        // Given
        Call told = desk().take(aCall().setExternalReference(ALARM).setDrill(true));

        // When
        boolean taken = taken(alarm());

        // Then
        assertThat(taken).isTrue();
        assertThat(calls()).hasSize(2);
        Call real = calls().getFirst();
        assertThat(real.getName()).isNotEqualTo(told.getName());
        assertThat(real.getDrill()).isFalse();
        assertThat(real.getDevice()).isEqualTo(DEVICE);
        assertThat(real.getExternalReference()).isEmpty();
        assertThat(real.getDescription()).endsWith(" It is " + ALARM + ".");
        assertThat(taken(alarm())).isFalse();
        assertThat(calls()).hasSize(2);
    }

    @Test
    void an_alarm_of_a_clock_ahead_of_ours_is_not_left_alone() {
        // When
        boolean taken = taken(alarm().setRaisedAt(Times.message(clock.instant().plus(Duration.ofMinutes(20)))));

        // Then
        assertThat(taken).isTrue();
        assertThat(calls().getFirst().getReceivedAt()).isEqualTo(Times.message(clock.instant()));
    }

    @Test
    void patrol_service_is_told_of_the_call_at_once() {
        // Given
        assertThat(taken(alarm())).isTrue();

        // When
        int ignored = pass(0);

        // Then
        assertThat(patrol.toldOfAlarms()).containsExactly(new News(Optional.empty(), Optional.empty()));
        assertThat(deadlines(ALARM)).containsExactly("sensor_alarm.tell");
    }

    @Test
    void what_becomes_of_its_incident_is_told_once_and_the_last_is_the_end() {
        // Given
        assertThat(taken(alarm())).isTrue();
        look();
        Incident incident = desk().open(anIncidentOf(calls().getFirst(), "theft"));
        look();
        look();

        // When
        Incident ended = desk().end(incident);
        look();
        look();

        // Then
        Optional<IncidentId> its = Optional.of(IncidentId.parse(incident.getName()));
        assertThat(patrol.toldOfAlarms())
                .containsExactly(
                        new News(Optional.empty(), Optional.empty()),
                        new News(its, Optional.empty()),
                        new News(its, Optional.of(new News.End(Times.instant(ended.getEndedAt()), "RESOLVED"))));
        assertThat(deadlines(ALARM)).isEmpty();
    }

    @Test
    void after_it_was_taken_out_of_the_wrong_incident_the_right_one_is_told() {
        // Given
        assertThat(taken(alarm())).isTrue();
        Incident wrong = desk().attach(desk().open(Desk.anIncident("theft")), calls().getFirst());
        look();
        Incident left = detach(wrong);
        look();
        List<String> between = deadlines(ALARM);

        // When
        Incident right = desk().open(anIncidentOf(calls().getFirst(), "theft"));

        // Then
        look();
        assertThat(left.getCallsList()).isEmpty();
        assertThat(between).containsExactly("sensor_alarm.tell");
        assertThat(patrol.toldOfAlarms())
                .extracting(news -> news.incident().map(IncidentId::name).orElse(""))
                .containsExactly(wrong.getName(), right.getName());
    }

    @Test
    void a_call_that_leads_to_nothing_is_told_as_that() {
        // Given
        assertThat(taken(alarm())).isTrue();
        look();
        Call call = calls().getFirst();
        var ended = desk().calls
                .endCall(EndCallRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(call.getName())
                        .setEtag(call.getEtag())
                        .setOutcome(CallOutcome.NO_ACTION)
                        .setRationale("A gull on the microphone")
                        .build());

        // When
        look();

        // Then
        assertThat(ended.getCall().getState()).isEqualTo(Call.State.ENDED);
        assertThat(outcomes()).containsExactly("", "NO_ACTION");
        assertThat(deadlines(ALARM)).isEmpty();
    }

    @Test
    void what_patrol_service_missed_while_it_was_away_it_is_told_when_it_is_back() {
        // Given
        patrol.goAway();
        assertThat(taken(alarm())).isTrue();
        look();
        var ignored = desk().end(desk().open(anIncidentOf(calls().getFirst(), "theft")));
        patrol.comeBack();

        // When
        int handled = pass(Duration.ofMinutes(2));

        // Then
        assertThat(handled).isPositive();
        assertThat(outcomes()).containsExactly("RESOLVED");
    }

    @Test
    void an_answer_that_got_lost_is_asked_for_again() {
        // Given
        patrol.loseAnswers();
        assertThat(taken(alarm())).isTrue();
        int lost = pass(0);
        patrol.comeBack();

        // When
        int handled = pass(Duration.ofMinutes(2));

        // Then
        assertThat(lost + handled).isGreaterThan(1);
        assertThat(outcomes()).hasSizeGreaterThan(1).containsOnly("");
        assertThat(deadlines(ALARM)).containsExactly("sensor_alarm.tell");
    }

    @Test
    void patrol_service_is_not_pressed_to_hear_of_what_it_refuses() {
        // Given
        patrol.hearNoMoreOfAlarms("There is no " + ALARM + ".");
        assertThat(taken(alarm())).isTrue();
        int handled = pass(0);
        patrol.hearOfAlarms();

        // When
        look();

        // Then
        assertThat(handled).isPositive();
        assertThat(patrol.toldOfAlarms()).isEmpty();
        assertThat(deadlines(ALARM)).containsExactly("sensor_alarm.tell");
        assertThat(calls()).hasSize(1);
    }

    @Test
    void a_step_back_that_patrol_service_refuses_is_not_the_end_of_telling_it() {
        // Given
        assertThat(taken(alarm())).isTrue();
        Incident wrong = desk().attach(desk().open(Desk.anIncident("theft")), calls().getFirst());
        look();
        detach(wrong);
        // As a replica does that reads the feed late.
        assertThat(taken(alarm())).isFalse();
        look();
        List<String> between = deadlines(ALARM);

        // When
        Incident right = desk().open(anIncidentOf(calls().getFirst(), "theft"));
        look();
        var ignored = desk().end(right);
        look();

        // Then
        assertThat(between).containsExactly("sensor_alarm.tell");
        assertThat(patrol.toldOfAlarms())
                .extracting(news -> news.incident().map(IncidentId::name).orElse(""))
                .containsExactly(wrong.getName(), right.getName(), right.getName());
        assertThat(outcomes()).containsExactly("", "", "RESOLVED");
        assertThat(deadlines(ALARM)).isEmpty();
    }

    @Test
    void a_one_key_alarm_names_its_device() {
        // When
        Call call = desk().take(aCall().setChannel(Channel.ONE_KEY).setDevice("button-17"));

        // Then
        assertThat(call.getDevice()).isEqualTo("button-17");
        assertThat(calls().getFirst().getDevice()).isEqualTo("button-17");
    }
}
