package io.qipan.dispatch.peer;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import io.qipan.dispatch.sensor.TakeAlarm;
import io.qipan.proto.patrol.v1.SensorAlarm;
import io.qipan.runtime.follow.FollowedFeed;
import io.qipan.runtime.peer.Peer;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * The alarms of patrol-service's sensors, of which calls are made. One that is passed over is told again by patrol-service as
 * long as nobody has taken it.
 */
@Singleton
class SensorAlarmFeed implements FollowedFeed {
    private final Peer patrol;
    private final TakeAlarm takeAlarm;

    SensorAlarmFeed(@Named("patrol") Peer patrol, TakeAlarm takeAlarm) {
        this.patrol = patrol;
        this.takeAlarm = takeAlarm;
    }

    @Override
    public Peer peer() {
        return patrol;
    }

    @Override
    public String service() {
        return "patrol";
    }

    @Override
    public List<String> kinds() {
        return List.of("sensorAlarms");
    }

    @Override
    public Optional<Runnable> news(Any state) throws InvalidProtocolBufferException {
        if (!state.is(SensorAlarm.class)) {
            return Optional.empty();
        }
        SensorAlarm alarm = state.unpack(SensorAlarm.class);
        return alarm.getState() == SensorAlarm.State.RAISED ? Optional.of(() -> take(alarm)) : Optional.empty();
    }

    private void take(SensorAlarm alarm) {
        boolean ignored = takeAlarm.take(alarm);
    }
}
