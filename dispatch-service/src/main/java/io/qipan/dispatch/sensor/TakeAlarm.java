package io.qipan.dispatch.sensor;

import io.qipan.dispatch.call.CallRecords;
import io.qipan.dispatch.call.ReceiveCall;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.sensor.model.AlarmCall;
import io.qipan.proto.common.v1.LocationInput;
import io.qipan.proto.common.v1.LocationSource;
import io.qipan.proto.dispatch.v1.Channel;
import io.qipan.proto.dispatch.v1.CreateCallRequest;
import io.qipan.proto.patrol.v1.SensorAlarm;
import io.qipan.proto.patrol.v1.SensorAlarm.State;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.RefusedException;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes a call of an alarm that waits for one. Told again, it changes nothing. Inside a unit of work only. */
@Singleton
public class TakeAlarm {
    private static final String BY = "patrol-service";

    private final AlarmCalls alarmCalls;
    private final ReceiveCall receiveCall;
    private final CallRecords calls;
    private final Deadlines deadlines;
    private final InstantSource clock;

    TakeAlarm(
            AlarmCalls alarmCalls,
            ReceiveCall receiveCall,
            CallRecords calls,
            Deadlines deadlines,
            InstantSource clock) {
        this.alarmCalls = alarmCalls;
        this.receiveCall = receiveCall;
        this.calls = calls;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /** Whether it is the call of an alarm from now on. */
    public boolean take(SensorAlarm alarm) {
        if (alarm.getState() != State.RAISED) {
            return false;
        }
        Instant now = Times.now(clock);
        Optional<AlarmCall> taken = alarmCalls.findAndHold(alarm.getName());
        if (taken.isPresent()) {
            // It still waits there, perhaps since it was restored: tell it once more.
            alarmCalls.save(taken.get().untold());
        } else {
            alarmCalls.add(new AlarmCall(alarm.getName(), call(alarm, now), now, Optional.empty()));
        }
        deadlines.set(TellPatrol.KIND, alarm.getName(), now);
        return taken.isEmpty();
    }

    /** A person may have told of the alarm before it came here. */
    private CallId call(SensorAlarm alarm, Instant now) {
        CreateCallRequest request = request(alarm, now);
        try {
            return receiveCall.receiveFrom(request, BY).id();
        } catch (RefusedException e) {
            if (e.refusal().reason() != Reason.ALREADY_EXISTS) {
                throw e;
            }
            CallId told =
                    CallId.parse(Objects.requireNonNull(e.refusal().metadata().get("resource")));
            return calls.get(told).drill() == alarm.getDrill() ? told : callOfItsOwn(request);
        }
    }

    /** What was told as an exercise is not dealt with in earnest, nor the other way round. The reference is taken. */
    private CallId callOfItsOwn(CreateCallRequest request) {
        // Whoever decides opens the alarm by its name, so that has to stand somewhere else.
        CreateCallRequest own = request.toBuilder()
                .setDescription(request.getDescription() + " It is " + request.getExternalReference() + ".")
                .clearExternalReference()
                .build();
        return receiveCall.receiveFrom(own, BY).id();
    }

    private static CreateCallRequest request(SensorAlarm alarm, Instant now) {
        // The clock there may be ahead of ours, which is no reason to leave an alarm alone.
        Instant raised = Times.instant(alarm.getRaisedAt());
        Instant received = raised.isAfter(now) ? now : raised;
        return CreateCallRequest.newBuilder()
                .setChannel(Channel.IOT)
                .setReceivedAt(Times.message(received))
                .setDescription(description(alarm))
                .addLocations(LocationInput.newBuilder()
                        .setPoint(alarm.getPlace())
                        .setText("Place of the device: " + title(alarm))
                        .setSource(LocationSource.DEVICE)
                        .setObservedAt(Times.message(received)))
                .setExternalReference(alarm.getName())
                .setDevice(alarm.getDevice())
                .setDrill(alarm.getDrill())
                .build();
    }

    private static String description(SensorAlarm alarm) {
        String what = alarm.getKind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String measured = alarm.hasValue() ? ", " + alarm.getValue() + " " + alarm.getUnit() : "";
        return "Alarm of a device: " + what + measured.stripTrailing() + ", " + title(alarm) + " (" + alarm.getDevice()
                + "), observed at " + Times.instant(alarm.getFirstObservedAt()) + " by its clock.";
    }

    private static String title(SensorAlarm alarm) {
        return Stream.of(alarm.getTitleEn(), alarm.getTitleZh())
                .filter(title -> !title.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
