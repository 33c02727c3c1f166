package io.qipan.dispatch.sensor;

import io.qipan.dispatch.sensor.model.AlarmCall;
import io.qipan.dispatch.sensor.model.News;
import java.util.Optional;

/** The alarms of patrol-service. */
public interface PatrolAlarms {

    /**
     * Tells what has become of an alarm. Can be repeated.
     *
     * @return why it will not hear this, however often it is told; empty if it has heard
     * @throws io.qipan.runtime.peer.PeerAway if patrol-service cannot be told now
     */
    Optional<String> tell(AlarmCall alarm, News news);
}
