package io.qipan.dispatch.missingperson;

import static io.qipan.dispatch.Desk.anIncident;

import io.qipan.dispatch.DispatchScenario;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.ListOpenWorkRequest;
import io.qipan.proto.dispatch.v1.OpenWork;
import io.qipan.runtime.caller.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** A dispatcher, a commander, a boat and a car, and somebody who is missing. */
abstract class MissingPersonScenario extends DispatchScenario {

    @BeforeEach
    void units() {
        DATABASE.execute("""
            insert into known_unit (name, call_sign, capabilities, speed_mps, in_service, committed)
            values ('units/boat-1', 'boat 1', '{water}', 5, true, false), ('units/car-1', 'car 1', '{}', 15, true, false)\
            """);
    }

    final Finder wang() {
        return new Finder(harness.channelOf("wang", Role.DISPATCHER));
    }

    final Finder zhao() {
        return new Finder(harness.channelOf("zhao", Role.COMMANDER));
    }

    final Finder boat() {
        return new Finder(harness.unitChannel("units/boat-1"));
    }

    final Incident incident() {
        return desk().open(anIncident("missing_person"));
    }

    final Instant ago(Duration time) {
        return clock.instant().minus(time);
    }

    final List<String> openWork() {
        return desk().oversight.listOpenWork(ListOpenWorkRequest.getDefaultInstance()).getWorkList().stream()
                .map(OpenWork::getResource)
                .toList();
    }
}
