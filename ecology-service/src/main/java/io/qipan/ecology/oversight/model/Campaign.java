package io.qipan.ecology.oversight.model;

import io.qipan.runtime.refusal.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A campaign for a time, with what it is to reach and what it has.
 *
 * @param results the first first
 * @param late whether it was not concluded in time
 */
public record Campaign(UUID id, long version, Plan plan, List<Result> results, boolean late, State state)
        implements Entry {
    /** So that one campaign stays readable in one answer. */
    private static final int MOST_RESULTS = 1_000;

    /**
     * What was planned; never changes.
     *
     * @param from first moment
     * @param until when it has to be concluded
     */
    public record Plan(String title, String basis, String owner, Instant from, Instant until, List<Target> targets) {
        public Plan {
            targets = List.copyOf(targets);
        }
    }

    /** @param unit what is counted */
    public record Target(String title, String unit, long planned) {}

    /**
     * An addition to what was reached.
     *
     * @param target its number, from 1
     * @param count below 0 it takes back
     */
    public record Result(int target, long count, String note, String by, Instant at) {}

    /** Where it stands. */
    public sealed interface State {
        record Running() implements State {}

        record Overdue() implements State {}

        record Concluded(Instant at, String conclusion) implements State {}
    }

    public Campaign {
        results = List.copyOf(results);
    }

    public static Campaign planned(UUID id, Plan plan) {
        return new Campaign(id, 1, plan, List.of(), false, new State.Running());
    }

    @Override
    public EntryKind kind() {
        return EntryKind.CAMPAIGN;
    }

    @Override
    public String stateCode() {
        return switch (state) {
            case State.Running _ -> "RUNNING";
            case State.Overdue _ -> "OVERDUE";
            case State.Concluded _ -> "CONCLUDED";
        };
    }

    @Override
    public Optional<Instant> nextDue() {
        return state instanceof State.Running ? Optional.of(plan.until()) : Optional.empty();
    }

    @Override
    public Campaign ranOut(Instant now) {
        boolean over = state instanceof State.Running && plan.until().isBefore(now);
        return over ? new Campaign(id, version + 1, plan, results, true, new State.Overdue()) : this;
    }

    @Override
    public String runOutText() {
        return plan.owner() + " has not concluded it.";
    }

    /** The sum of what was reported of a target. */
    public long reached(int target) {
        return results.stream()
                .filter(result -> result.target() == target)
                .mapToLong(Result::count)
                .sum();
    }

    /** What comes in after its end counts as long as nobody has concluded it. */
    public Decision<Campaign> reported(Result result) {
        if (state instanceof State.Concluded || result.at().isBefore(plan.from())) {
            return illegal("take results at " + result.at() + ", it begins at " + plan.from());
        }
        if (result.target() > plan.targets().size()) {
            return invalid("target", "it has " + plan.targets().size() + " targets");
        }
        if (reached(result.target()) + result.count() < 0) {
            return invalid("count", "only " + reached(result.target()) + " were reported of this target");
        }
        if (results.size() >= MOST_RESULTS) {
            return invalid("count", MOST_RESULTS + " reports are there already; report sums");
        }
        List<Result> all = new ArrayList<>(results);
        all.add(result);
        return Decision.grant(new Campaign(id, version + 1, plan, all, late, state));
    }

    private <T> Decision<T> invalid(String field, String text) {
        return Decision.refuse(Fields.invalid(name(), field, text));
    }

    public Decision<Campaign> concluded(Instant at, String conclusion) {
        return state instanceof State.Concluded
                ? illegal("be concluded")
                : Decision.grant(new Campaign(
                        id,
                        version + 1,
                        plan,
                        results,
                        late || plan.until().isBefore(at),
                        new State.Concluded(at, conclusion)));
    }
}
