package io.qipan.dispatch.peer;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import io.qipan.dispatch.sensor.TakeAlarm;
import io.qipan.dispatch.sensor.TakeSensorNews;
import io.qipan.dispatch.visit.TakeVisitNews;
import io.qipan.proto.patrol.v1.Sensor;
import io.qipan.proto.patrol.v1.SensorAlarm;
import io.qipan.proto.patrol.v1.VisitDuty;
import io.qipan.runtime.follow.FollowedFeed;
import io.qipan.runtime.peer.Peer;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * What patrol-service tells of its sensors and visits: of alarms calls are made, and a sensor that is silent and visits that
 * are overdue are put before people. An alarm that is passed over is told again by patrol-service as long as nobody has taken
 * it, and a silence until it is over.
 */
@Singleton
class PatrolFeed implements FollowedFeed {
    private final Peer patrol;
    private final TakeAlarm takeAlarm;
    private final TakeSensorNews takeSensorNews;
    private final TakeVisitNews takeVisitNews;

    PatrolFeed(
            @Named("patrol") Peer patrol,
            TakeAlarm takeAlarm,
            TakeSensorNews takeSensorNews,
            TakeVisitNews takeVisitNews) {
        this.patrol = patrol;
        this.takeAlarm = takeAlarm;
        this.takeSensorNews = takeSensorNews;
        this.takeVisitNews = takeVisitNews;
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
        return List.of("sensorAlarms", "sensors", "visitDuties");
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
        if (state.is(VisitDuty.class)) {
            VisitDuty duty = state.unpack(VisitDuty.class);
            return takeVisitNews.mayTell(duty) ? Optional.of(() -> take(duty)) : Optional.empty();
        }
        return Optional.empty();
    }

    private void take(SensorAlarm alarm) {
        boolean ignored = takeAlarm.take(alarm);
    }

    private void take(Sensor sensor) {
        boolean ignored = takeSensorNews.take(sensor);
    }

    private void take(VisitDuty duty) {
        boolean ignored = takeVisitNews.take(duty);
    }
}
