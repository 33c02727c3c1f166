package io.qipan.ecology.oversight.model;

import io.qipan.runtime.refusal.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    private static final int MOST_SOURCES = 5_000;

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

    /** What a target counts; see {@code qipan.ecology.v1.Campaign.Measure}. */
    public enum Measure {
        /** Whatever the unit says. */
        COUNTED_BY_HAND(""),
        CASES("cases/"),
        INSPECTIONS("inspections/");

        private final String kind;

        Measure(String kind) {
            this.kind = kind;
        }
    }

    /** @param unit what is counted */
    public record Target(String title, String unit, long planned, Measure measure) {
        /** Counted by hand. */
        public Target(String title, String unit, long planned) {
            this(title, unit, planned, Measure.COUNTED_BY_HAND);
        }
    }

    /**
     * An addition to what was reached.
     *
     * @param target its number, from 1
     * @param count below 0 it takes back
     * @param sources what was counted or is taken back, each once; empty where the target is counted by hand
     */
    public record Result(int target, long count, String note, String by, Instant at, List<String> sources) {
        public Result {
            sources = List.copyOf(sources);
        }

        /** Counted by hand. */
        public Result(int target, long count, String note, String by, Instant at) {
            this(target, count, note, by, at, List.of());
        }
    }

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
        Optional<String> wrong = wrongSource(result);
        if (wrong.isPresent()) {
            return invalid("sources", wrong.get());
        }
        List<Result> all = new ArrayList<>(results);
        all.add(result);
        return Decision.grant(new Campaign(id, version + 1, plan, all, late, state));
    }

    private Optional<String> wrongSource(Result result) {
        Measure measure = plan.targets().get(result.target() - 1).measure();
        if (measure == Measure.COUNTED_BY_HAND) {
            return result.sources().isEmpty()
                    ? Optional.empty()
                    : Optional.of("target " + result.target() + " is counted by hand and names none");
        }
        if (result.sources().size() != Math.abs(result.count())) {
            return Optional.of("target " + result.target() + " counts " + measure + ": name as many as the count, "
                    + Math.abs(result.count()) + ", not " + result.sources().size());
        }
        // What is taken back was named before, so that the names stay below twice as many.
        if (result.count() > 0 && named() + result.sources().size() > MOST_SOURCES) {
            return Optional.of("results of a campaign name " + MOST_SOURCES + " at most, and of this one "
                    + named() + " already; conclude it and plan another"
                    + " for what is left");
        }
        Set<String> counted = counted(result.target());
        boolean takesBack = result.count() < 0;
        return result.sources().stream()
                .filter(source -> !source.startsWith(measure.kind) || counted.contains(source) != takesBack)
                .findFirst()
                .map(source -> source
                        + (source.startsWith(measure.kind)
                                ? takesBack ? " was not counted" : " was counted already"
                                : " is none of " + measure));
    }

    private int named() {
        return results.stream()
                .filter(result -> result.count() > 0)
                .mapToInt(result -> result.sources().size())
                .sum();
    }

    /** What counts for a target by what was reported of it. */
    private Set<String> counted(int target) {
        Set<String> counted = new HashSet<>();
        for (Result result : results) {
            if (result.target() == target && result.count() > 0) {
                counted.addAll(result.sources());
            } else if (result.target() == target) {
                counted.removeAll(Set.copyOf(result.sources()));
            }
        }
        return counted;
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
