package io.qipan.dispatch.afteraction;

import io.qipan.dispatch.afteraction.PastFleets.Fleet;
import io.qipan.dispatch.afteraction.PastFleets.Kind;
import io.qipan.dispatch.recommend.model.Candidate;
import io.qipan.dispatch.recommend.model.Candidate.Duty;
import io.qipan.dispatch.recommend.model.Candidate.Fix;
import io.qipan.proto.dispatch.v1.HypotheticalUnit;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import io.qipan.runtime.rpc.PlaceMessages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Units that a question adds to a fleet. */
final class HypotheticalUnits {
    private static final String NAMED = "hypotheticalUnits/";

    private HypotheticalUnits() {}

    static boolean isOne(String unit) {
        return unit.startsWith(NAMED);
    }

    /** Free, and just located. Refuses INVALID_FIELD (a label twice), NOT_FOUND (kind), PLACE_INVALID. */
    static List<Candidate> of(List<HypotheticalUnit> messages, Fleet fleet, Instant at) {
        Set<String> labels = new HashSet<>();
        List<Candidate> units = new ArrayList<>();
        for (HypotheticalUnit message : messages) {
            if (!labels.add(message.getLabel())) {
                throw Refusal.of(Reason.INVALID_FIELD, "There are two added units " + message.getLabel() + ".")
                        .withViolations(List.of(new Violation("units_added", message.getLabel() + " is there twice")))
                        .asException();
            }
            Kind kind = Optional.ofNullable(fleet.kinds().get(message.getKind()))
                    .orElseThrow(() -> Refusal.of(
                                    Reason.NOT_FOUND,
                                    "There is no unit kind '" + message.getKind()
                                            + "'. ListUnitKinds of patrol-service tells which there are.")
                            .with("resource", message.getKind())
                            .asException());
            Set<String> capabilities = new HashSet<>(kind.capabilities());
            capabilities.addAll(message.getExtraCapabilitiesList());
            units.add(new Candidate(
                    NAMED + message.getLabel(),
                    message.getLabel(),
                    message.getKind(),
                    capabilities,
                    kind.speedMps(),
                    kind.staleAfterSeconds(),
                    true,
                    false,
                    Duty.NO_SHIFT_TODAY,
                    Optional.of(new Fix(PlaceMessages.point(message.getPoint()).toWgs84(), at))));
        }
        return units;
    }
}
