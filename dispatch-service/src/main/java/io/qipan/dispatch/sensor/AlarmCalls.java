package io.qipan.dispatch.sensor;

import io.qipan.dispatch.sensor.model.AlarmCall;
import java.util.Optional;

/** The calls that alarms have become. Inside a unit of work only. */
interface AlarmCalls {

    /** The call of an alarm. One for the same alarm that is being taken now is waited for. */
    Optional<AlarmCall> findAndHold(String alarm);

    Optional<AlarmCall> find(String alarm);

    /** Of a held alarm. */
    void add(AlarmCall taken);

    /** Keeps what was told. */
    void save(AlarmCall told);
}
