package io.qipan.patrol.rescue.model;

import io.qipan.runtime.place.Datum;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What happened, as it is known.
 *
 * @param drill it was practised and nobody was in danger
 * @param water by its name; empty if it was none
 * @param units that took part
 * @param incident {@code incidents/...} of dispatch-service
 */
public record RescueFacts(
        RescueKind kind,
        boolean drill,
        Instant happenedAt,
        Datum point,
        String water,
        List<String> units,
        List<Partner> partners,
        String done,
        People people,
        Optional<String> incident) {

    /** A partner force, with how many people of it. */
    public record Partner(String organisation, int people) {}

    /** What cannot be so, and the field that says it. */
    public record Problem(String field, String text) {}

    public RescueFacts {
        units = List.copyOf(units);
        partners = List.copyOf(partners);
    }

    public Optional<Problem> problem() {
        if (units.isEmpty() && partners.isEmpty()) {
            return problem("units", "nobody took part; name the units or the partner forces");
        }
        if (drill && people.deceased() > 0) {
            return problem(
                    "deceased",
                    people.deceased() + " people cannot have died in a drill; record what happened as no drill");
        }
        return switch (kind) {
            case RESCUE -> Optional.empty();
            case PERSUASION ->
                people.persuaded() == 0
                        ? problem("persuaded", "a persuasion in which 0 people were persuaded; tell how many were")
                        : notRescued();
            case HELP ->
                people.helped() == 0 ? problem("helped", "help for 0 people; tell how many were helped") : notRescued();
        };
    }

    private Optional<Problem> notRescued() {
        return people.rescued() + people.deceased() == 0
                ? Optional.empty()
                : problem(
                        "rescued",
                        people.rescued() + " rescued and " + people.deceased() + " deceased do not fit a " + kind
                                + "; record it as a RESCUE");
    }

    private static Optional<Problem> problem(String field, String text) {
        return Optional.of(new Problem("facts." + field, text));
    }
}
