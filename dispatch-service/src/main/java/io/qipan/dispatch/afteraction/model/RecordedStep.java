package io.qipan.dispatch.afteraction.model;

import io.qipan.dispatch.incident.model.IncidentState.Active;
import io.qipan.dispatch.incident.model.IncidentState.Monitored;
import io.qipan.dispatch.incident.model.IncidentState.New;
import io.qipan.dispatch.incident.model.IncidentState.Queued;
import io.qipan.dispatch.order.model.End;
import io.qipan.dispatch.order.model.Step;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A resource after one of its changes, to be followed by the next.
 *
 * @param version empty for a kind without
 * @param state its name in the contract
 */
public record RecordedStep(String kind, Optional<Long> version, String state) {

    /** Why one cannot follow the other. */
    public enum Fault {
        VERSION_GAP,
        ILLEGAL_STEP
    }

    /** What is wrong, in words. */
    public record Finding(Fault fault, String words) {}

    /**
     * Merging makes one incident no incident, another one active, and undoes both: beside the steps of each. Detaching
     * undoes how a call has ended, and so does taking it back.
     */
    private static final Set<String> BESIDE_THE_STEPS = Set.of(
            "incident.merged",
            "incident.unmerged",
            "incident.took_in",
            "incident.let_go",
            "call.detached",
            "call.taken_back");

    /** By the rules that the resources themselves go by. */
    private static final Map<String, Set<String>> INCIDENT_STEPS = Stream.of(
                    new New(Instant.EPOCH),
                    new Queued(Instant.EPOCH),
                    new Active(Instant.EPOCH),
                    new Monitored(Instant.EPOCH))
            .collect(Collectors.toUnmodifiableMap(
                    state -> upper(state.word()),
                    state -> state.next().stream().map(RecordedStep::upper).collect(Collectors.toSet())));

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }

    /** What is wrong if this is the first change of its resource. */
    public Optional<Finding> asFirst() {
        return version.filter(given -> given > 1)
                .map(given -> new Finding(Fault.VERSION_GAP, "begins with version " + given));
    }

    /**
     * What is wrong with what follows.
     *
     * @param action what is said to have happened
     */
    public Optional<Finding> wrongWith(RecordedStep next, String action) {
        Optional<Long> grown = version.flatMap(before -> next.version().map(after -> after - before));
        if (grown.filter(by -> by < 0 || by > 1).isPresent()) {
            return Optional.of(new Finding(
                    Fault.VERSION_GAP,
                    "version " + next.version().orElseThrow() + " follows version " + version.orElseThrow()));
        }
        if (state.equals(next.state()) || BESIDE_THE_STEPS.contains(action) || mayBecome(next.state())) {
            return Optional.empty();
        }
        return Optional.of(new Finding(Fault.ILLEGAL_STEP, next.state() + " follows " + state));
    }

    private boolean mayBecome(String next) {
        return switch (kind) {
            case "calls" -> state.equals("OPEN") && next.equals("ENDED");
            case "incidents" -> INCIDENT_STEPS.getOrDefault(state, Set.of()).contains(next);
            case "orders" -> orderMayBecome(next);
            default -> true;
        };
    }

    private boolean orderMayBecome(String next) {
        return step(state)
                .map(step -> step(next)
                        .map(step::leadsTo)
                        .orElseGet(() -> step.ends().stream().map(End::name).anyMatch(next::equals)))
                .orElse(false);
    }

    private static Optional<Step> step(String state) {
        return Stream.of(Step.values())
                .filter(step -> step.name().equals(state))
                .findFirst();
    }
}
