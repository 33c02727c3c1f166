package io.qipan.dispatch.referral.model;

import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * That an agency asks to have back what is being worked here.
 *
 * @param reason the agency's
 * @param owner who decides
 */
public record Withdrawal(String reason, Instant askedAt, String owner, State state) {

    /** Where it stands. Each open state has a deadline; nothing leads back from decided. */
    public sealed interface State {

        /** By the name that people and refusals use. */
        default String word() {
            return getClass().getSimpleName().toLowerCase(Locale.ROOT);
        }
    }

    /** Nobody has decided. */
    public sealed interface Open extends State {
        Instant nextDeadlineAt();
    }

    /** Who answers for the work has it. */
    public record Asked(Instant nextDeadlineAt) implements Open {}

    /** Nobody decided in time, and command was told. */
    public record Reminded(Instant nextDeadlineAt) implements Open {}

    /** It is answered. */
    public sealed interface Decided extends State {

        /** What the agency is told. */
        String answer();

        Instant at();

        /** The subject of a token, or of the system. */
        String by();
    }

    /** The agency has it back. */
    public record Granted(String answer, Instant at, String by) implements Decided {}

    /** We keep it. */
    public record Refused(String answer, Instant at, String by) implements Decided {}

    /** Something else has come first. */
    public record Overtaken(String answer, Instant at, String by) implements Decided {}

    static Withdrawal asked(String reason, Instant at, String owner, Instant nextDeadlineAt) {
        return new Withdrawal(reason, at, owner, new Asked(nextDeadlineAt));
    }

    boolean isOpen() {
        return state instanceof Open;
    }

    Decision<Withdrawal> remind(String referral, Instant nextDeadlineAt) {
        return switch (state) {
            case Asked _ ->
                Decision.grant(new Withdrawal(reason, askedAt, Referral.COMMAND, new Reminded(nextDeadlineAt)));
            case Reminded _, Decided _ -> refuse(referral, "be reminded of");
        };
    }

    Decision<Withdrawal> decide(String referral, Decided decided) {
        return switch (state) {
            case Open _ -> Decision.grant(new Withdrawal(reason, askedAt, owner, decided));
            case Decided _ -> refuse(referral, "be decided");
        };
    }

    /** The same if it was decided before. */
    Withdrawal overtaken(String why, Instant at, String by) {
        return switch (state) {
            case Open _ -> new Withdrawal(reason, askedAt, owner, new Overtaken(why, at, by));
            case Decided _ -> this;
        };
    }

    public Optional<Instant> nextDeadlineAt() {
        return state instanceof Open open ? Optional.of(open.nextDeadlineAt()) : Optional.empty();
    }

    private Decision<Withdrawal> refuse(String referral, String action) {
        return Decision.refuse(Refusal.illegalTransition("The request to have back " + referral, state.word(), action));
    }
}
