package io.qipan.ecology.oversight.model;

import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An order to have something done until a time.
 *
 * @param order what was ordered; never changes
 * @param dueAt the last moment in time
 * @param late whether it ever ran out; stays so
 * @param report what was reported last; empty before
 * @param reportedBy who did; empty before
 * @param reason of the last step
 */
public record SupervisionOrder(
        UUID id,
        long version,
        Order order,
        Instant dueAt,
        boolean late,
        String report,
        String reportedBy,
        String reason,
        State state)
        implements Entry {
    /** A limit of the system: no law says how soon whoever has ordered something looks at what was done. */
    static final Duration DECIDE_WITHIN = Duration.ofDays(7);

    /**
     * What is to be done, by whom.
     *
     * @param caseName {@code cases/{uuid}}
     */
    public record Order(String caseName, String demand, String responsible, String issuer, Instant issuedAt) {}

    /** Where it stands, since when. */
    public sealed interface State {
        Instant since();

        record Issued(Instant since) implements State {}

        record Overdue(Instant since) implements State {}

        /** @param decideBy when whoever gives orders has to have decided on the report */
        record Reported(Instant since, Instant decideBy) implements State {}

        record Fulfilled(Instant since) implements State {}

        record Withdrawn(Instant since) implements State {}
    }

    public static SupervisionOrder issued(UUID id, Order order, Instant dueAt, String reason) {
        return new SupervisionOrder(id, 1, order, dueAt, false, "", "", reason, new State.Issued(order.issuedAt()));
    }

    @Override
    public EntryKind kind() {
        return EntryKind.SUPERVISION_ORDER;
    }

    @Override
    public String stateCode() {
        return switch (state) {
            case State.Issued _ -> "ISSUED";
            case State.Overdue _ -> "OVERDUE";
            case State.Reported _ -> "REPORTED";
            case State.Fulfilled _ -> "FULFILLED";
            case State.Withdrawn _ -> "WITHDRAWN";
        };
    }

    @Override
    public Optional<String> subject() {
        return Optional.of(order.caseName());
    }

    @Override
    public Optional<Instant> nextDue() {
        return switch (state) {
            case State.Issued _ -> Optional.of(dueAt);
            case State.Reported(Instant _, Instant decideBy) -> Optional.of(decideBy);
            default -> Optional.empty();
        };
    }

    @Override
    public SupervisionOrder ranOut(Instant now) {
        return switch (state) {
            case State.Issued _ when dueAt.isBefore(now) -> next(dueAt, true, reason, new State.Overdue(now));
            case State.Reported(Instant since, Instant decideBy)
            when decideBy.isBefore(now) ->
                next(dueAt, late, reason, new State.Reported(since, now.plus(DECIDE_WITHIN)));
            default -> this;
        };
    }

    @Override
    public String runOutVerb() {
        return state instanceof State.Reported ? "decision_overdue" : "overdue";
    }

    @Override
    public String runOutText() {
        return state instanceof State.Reported
                ? "Nobody has decided on the report of " + reportedBy + "; it waits for " + order.issuer() + "."
                : order.responsible() + " has not reported; it goes up to " + order.issuer() + ".";
    }

    /** Only before it has run out: afterwards it is late, whatever is said about it. */
    public Decision<SupervisionOrder> extended(Instant until, String by, String why, Instant now) {
        if (isOwnMatterOf(by)) {
            return ownMatter(by, "extend");
        }
        if (!(state instanceof State.Issued) || dueAt.isBefore(now)) {
            return illegal("be extended; only one that has not run out can");
        }
        return Fields.notAfter(name(), "due_at", until, dueAt)
                .<Decision<SupervisionOrder>>map(Decision::refuse)
                .orElseGet(() -> Decision.grant(next(until, late, why, state)));
    }

    public Decision<SupervisionOrder> reported(String done, String by, Instant now) {
        return switch (state) {
            case State.Issued _, State.Overdue _ ->
                Decision.grant(new SupervisionOrder(
                        id,
                        version + 1,
                        order,
                        dueAt,
                        late || dueAt.isBefore(now),
                        done,
                        by,
                        reason,
                        new State.Reported(now, now.plus(DECIDE_WITHIN))));
            default -> illegal("be reported as done");
        };
    }

    public Decision<SupervisionOrder> accepted(String by, String why, Instant now) {
        if (!(state instanceof State.Reported)) {
            return illegal("be accepted; it is reported first");
        }
        return isOwnMatterOf(by)
                ? ownMatter(by, "accept")
                : Decision.grant(next(dueAt, late, why, new State.Fulfilled(now)));
    }

    public Decision<SupervisionOrder> returned(Instant until, String by, String why, Instant now) {
        if (!(state instanceof State.Reported)) {
            return illegal("be returned; it is reported first");
        }
        if (isOwnMatterOf(by)) {
            return ownMatter(by, "return");
        }
        return Fields.notAfter(name(), "due_at", until, now)
                .<Decision<SupervisionOrder>>map(Decision::refuse)
                .orElseGet(() -> Decision.grant(next(until, late, why, new State.Issued(now))));
    }

    public Decision<SupervisionOrder> withdrawn(String by, String why, Instant now) {
        if (state instanceof State.Fulfilled || state instanceof State.Withdrawn) {
            return illegal("be withdrawn");
        }
        return isOwnMatterOf(by)
                ? ownMatter(by, "withdraw")
                : Decision.grant(next(dueAt, late, why, new State.Withdrawn(now)));
    }

    /** Nobody decides on an order that he has to carry out, or has reported. */
    private boolean isOwnMatterOf(String by) {
        return by.equals(order.responsible()) || by.equals(reportedBy);
    }

    private Decision<SupervisionOrder> ownMatter(String by, String action) {
        return Decision.refuse(Refusal.of(
                        Reason.ACCESS_DENIED,
                        by + " has to carry out " + name() + " or has reported it, and cannot " + action
                                + " it. Ask another commander.")
                .with("resource", name()));
    }

    private SupervisionOrder next(Instant due, boolean isLate, String why, State next) {
        return new SupervisionOrder(id, version + 1, order, due, isLate, report, reportedBy, why, next);
    }
}
