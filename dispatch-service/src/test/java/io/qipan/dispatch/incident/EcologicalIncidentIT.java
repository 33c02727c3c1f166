package io.qipan.dispatch.incident;

import static io.qipan.dispatch.Desk.anIncident;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.Desk;
import io.qipan.dispatch.DispatchScenario;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.Order;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An incident of an ecological type opens a case; dispatch does not depend on it. */
class EcologicalIncidentIT extends DispatchScenario {

    @Test
    void a_case_is_opened_after_the_incident_and_told() {
        // Given
        Incident incident = desk().open(anIncident("illegal_fishing_electric"));
        int askedBefore = ecology.asked();

        // When
        pass(0);

        // Then
        assertThat(askedBefore).isZero();
        assertThat(ecology.activities()).isEqualTo(Map.of(incident.getName(), "fishing_electric"));
        assertThat(told(incident.getName())).containsExactly("incident.opened", "incident.case_opened");
        assertThat(rows("select reason from journal where action = 'incident.case_opened'"))
                .singleElement()
                .asString()
                .startsWith("Case cases/");
        assertThat(deadlines(incident.getName())).containsExactly("incident.attend");
    }

    @Test
    void an_incident_of_another_type_opens_none() {
        // Given
        Incident incident = desk().open(anIncident("theft"));

        // When
        pass(0);

        // Then
        assertThat(ecology.asked()).isZero();
        assertThat(deadlines(incident.getName())).containsExactly("incident.attend");
    }

    @Test
    void with_ecology_away_dispatch_does_not_notice_and_the_case_follows() {
        // Given
        Desk desk = desk();
        ecology.goAway();
        Incident incident = desk.open(anIncident("illegal_fishing_electric"));
        pass(0);
        Order cleared = desk.clear(desk.arrive(desk.accept(desk.send(incident, "units/boat-1"))));
        Incident ended = desk.end(desk.now(incident));
        pass(10);

        // When
        ecology.comeBack();
        pass(60);

        // Then
        assertThat(cleared.getState()).isEqualTo(Order.State.CLEARED);
        assertThat(ended.getState()).isEqualTo(Incident.State.ENDED);
        assertThat(ecology.asked()).isGreaterThanOrEqualTo(2);
        assertThat(ecology.activities()).containsKey(incident.getName());
        assertThat(told(incident.getName())).endsWith("incident.ended", "incident.case_opened");
        assertThat(desk.now(incident)).isEqualTo(ended);
        assertThat(deadlines(incident.getName())).isEmpty();
    }

    @Test
    void an_incident_that_turns_out_to_be_ecological_opens_a_case_then() {
        // Given
        Incident incident = desk().open(anIncident("other"));
        pass(0);

        // When
        Incident reclassified = desk().reclassify(incident, "illegal_fishing_net");
        pass(0);

        // Then
        assertThat(ecology.activities()).isEqualTo(Map.of(incident.getName(), "fishing_net"));
        assertThat(desk().now(incident)).isEqualTo(reclassified);
    }

    @Test
    void one_that_turns_out_not_to_be_before_its_case_was_opened_opens_none() {
        // Given
        ecology.goAway();
        Incident incident = desk().open(anIncident("illegal_fishing_net"));
        pass(0);
        Incident ignored = desk().reclassify(incident, "theft");
        List<String> deadlinesThen = deadlines(incident.getName());
        ecology.comeBack();

        // When
        pass(60);

        // Then
        assertThat(ecology.activities()).isEmpty();
        assertThat(deadlinesThen).containsExactly("incident.attend");
        assertThat(deadlines(incident.getName())).containsExactly("incident.attend");
    }

    @Test
    void its_case_is_told_once_however_often_it_is_asked_for() {
        // Given
        Incident incident = desk().open(anIncident("illegal_fishing_net"));
        pass(0);
        Incident reclassified = desk().reclassify(incident, "illegal_fishing_electric");

        // When
        pass(0);

        // Then
        assertThat(ecology.asked()).isEqualTo(2);
        assertThat(told(incident.getName()))
                .containsExactly("incident.opened", "incident.case_opened", "incident.reclassified");
        assertThat(desk().now(incident)).isEqualTo(reclassified);
    }

    @Test
    void reclassified_while_its_case_is_asked_for_it_is_asked_again_for_the_new_type() {
        // Given
        Incident incident = desk().open(anIncident("illegal_fishing_net"));
        ecology.whileAsked(() -> {
            Incident ignored = desk().reclassify(incident, "illegal_fishing_electric");
        });

        // When
        pass(0);

        // Then
        assertThat(ecology.asked()).isEqualTo(2);
        assertThat(deadlines(incident.getName())).containsExactly("incident.attend");
    }
}
