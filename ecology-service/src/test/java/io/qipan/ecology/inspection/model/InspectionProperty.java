package io.qipan.ecology.inspection.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.agency.model.ResourceKind;
import io.qipan.ecology.inspection.model.Inspection.Annulment;
import io.qipan.ecology.inspection.model.Inspection.Turnout;
import io.qipan.ecology.oversight.model.TransitionTable;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Granted;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** An inspection is corrected until it is annulled; what was answered never changes. */
class InspectionProperty {
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");

    private static Inspection recorded() {
        return new Inspection(
                new UUID(1, 1),
                1,
                "inspectionTemplates/fire",
                1,
                new Spot(Optional.empty(), new Wgs84(39.67, 106.78), ResourceKind.RIVER, "agencies/wuhai"),
                NOW,
                NOW,
                "wang",
                new Turnout(2, 1, List.of()),
                List.of(),
                false,
                Optional.empty(),
                Optional.empty());
    }

    private static Decision<Inspection> corrected(Inspection inspection) {
        return inspection.corrected(new Turnout(inspection.turnout().people() + 1, 1, List.of()), NOW);
    }

    private static Decision<Inspection> annulled(Inspection inspection) {
        return inspection.annulled(new Annulment("chen", "told twice"), NOW);
    }

    @Property
    void whatIsAnnulledTakesNoStepMore(@ForAll @Size(max = 10) List<Boolean> annulling) {
        // Given
        Inspection inspection = recorded();

        // When
        for (boolean annul : annulling) {
            boolean over = inspection.annulled().isPresent();
            Decision<Inspection> decision = annul ? annulled(inspection) : corrected(inspection);

            // Then
            assertThat(decision instanceof Granted<Inspection>).isNotEqualTo(over);
            if (decision instanceof Granted<Inspection>(Inspection next)) {
                assertThat(next.version()).isEqualTo(inspection.version() + 1);
                assertThat(next.annulled().isPresent()).isEqualTo(annul);
                assertThat(next.answers()).isEqualTo(inspection.answers());
                inspection = next;
            }
        }
    }

    @Example
    void thePublishedTableIsWhatTheRulesDo() {
        TransitionTable.check(
                "inspection",
                recorded(),
                Map.of(
                        "correct_inspection",
                        InspectionProperty::corrected,
                        "annul_inspection",
                        InspectionProperty::annulled),
                inspection -> inspection.annulled().isPresent() ? "annulled" : "recorded");
    }
}
