package io.qipan.dispatch.peer;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import io.qipan.dispatch.sensor.TakeAlarm;
import io.qipan.dispatch.sensor.TakeSensorNews;
import io.qipan.proto.patrol.v1.Sensor;
import io.qipan.proto.patrol.v1.SensorAlarm;
import io.qipan.runtime.follow.FollowedFeed;
import io.qipan.runtime.peer.Peer;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * The sensors of patrol-service: of their alarms calls are made, and one that is silent is put before people. An alarm
 * that is passed over is told again by patrol-service as long as nobody has taken it, and a silence until it is over.
 */
@Singleton
class SensorFeed implements FollowedFeed {
    private final Peer patrol;
    private final TakeAlarm takeAlarm;
    private final TakeSensorNews takeSensorNews;

    SensorFeed(@Named("patrol") Peer patrol, TakeAlarm takeAlarm, TakeSensorNews takeSensorNews) {
        this.patrol = patrol;
        this.takeAlarm = takeAlarm;
        this.takeSensorNews = takeSensorNews;
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
        return List.of("sensorAlarms", "sensors");
    }

    @Override
    public Optional<Runnable> news(Any state) throws InvalidProtocolBufferException {
        if (state.is(SensorAlarm.class)) {
            SensorAlarm alarm = state.unpack(SensorAlarm.class);
            return alarm.getState() == SensorAlarm.State.RAISED ? Optional.of(() -> take(alarm)) : Optional.empty();
        }
        if (state.is(Sensor.class)) {
            Sensor sensor = state.unpack(Sensor.class);
            return TakeSensorNews.tells(sensor) ? Optional.of(() -> take(sensor)) : Optional.empty();
        }
        return Optional.empty();
    }

    private void take(SensorAlarm alarm) {
        boolean ignored = takeAlarm.take(alarm);
    }

    private void take(Sensor sensor) {
        boolean ignored = takeSensorNews.take(sensor);
    }
}
