package io.qipan.dispatch.command;

import io.qipan.dispatch.DispatchScenario;
import io.qipan.proto.dispatch.v1.CommandNotice;
import io.qipan.proto.dispatch.v1.CommandOrder;
import org.junit.jupiter.api.BeforeEach;

/** Sixty cars, a post and two boats, one of them out of service. */
abstract class CommandScenario extends DispatchScenario {
    static final String CAR = "units/car-1";
    static final String BOAT = "units/boat-1";
    static final String POST = "posts/bridge";

    @BeforeEach
    void units() {
        DATABASE.execute("""
            insert into known_unit (name, call_sign, capabilities, speed_mps, in_service, committed)
            select 'units/car-' || i, 'car ' || i, '{road}'::text[], 10, true, false from generate_series(1, 60) i
            union all select 'units/boat-1', 'boat 1', '{water,rescue}', 10, true, false
            union all select 'units/boat-2', 'boat 2', '{water,rescue}', 10, false, false\
            """);
    }

    Commander wang() {
        return new Commander(desk());
    }

    Commander crew(String unit) {
        return new Commander(unit(unit));
    }

    CommandNotice noticeOf(String recipient, CommandOrder order) {
        return wang().notices(order).stream()
                .filter(notice -> notice.getRecipient().equals(recipient))
                .findFirst()
                .orElseThrow();
    }
}
