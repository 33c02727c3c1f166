package io.qipan.ecology.oversight.model;

import io.qipan.runtime.refusal.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A case with a task force of its own.
 *
 * @param caseName {@code cases/{uuid}}
 */
public record TargetedCase(UUID id, long version, String caseName, TaskForce force, Instant formedAt, State state)
        implements Entry {

    /** One lead, one plan. */
    public record TaskForce(String lead, List<String> members, String plan) {
        public TaskForce {
            members = List.copyOf(members);
        }
    }

    /** Where it stands. */
    public sealed interface State {
        record Active() implements State {}

        record Disbanded(Instant at, String result) implements State {}
    }

    public static TargetedCase formed(UUID id, String caseName, TaskForce force, Instant now) {
        return new TargetedCase(id, 1, caseName, force, now, new State.Active());
    }

    @Override
    public EntryKind kind() {
        return EntryKind.TARGETED_CASE;
    }

    @Override
    public String stateCode() {
        return switch (state) {
            case State.Active _ -> "ACTIVE";
            case State.Disbanded _ -> "DISBANDED";
        };
    }

    @Override
    public Optional<String> subject() {
        return Optional.of(caseName);
    }

    public Decision<TargetedCase> revised(TaskForce next) {
        return state instanceof State.Active
                ? Decision.grant(new TargetedCase(id, version + 1, caseName, next, formedAt, state))
                : illegal("be revised");
    }

    public Decision<TargetedCase> disbanded(Instant at, String result) {
        return state instanceof State.Active
                ? Decision.grant(
                        new TargetedCase(id, version + 1, caseName, force, formedAt, new State.Disbanded(at, result)))
                : illegal("be disbanded");
    }
}
