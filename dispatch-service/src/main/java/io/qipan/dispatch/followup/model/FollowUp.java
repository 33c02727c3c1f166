package io.qipan.dispatch.followup.model;

import io.qipan.dispatch.call.model.Call;
import io.qipan.dispatch.followup.model.FollowUpState.Done;
import io.qipan.dispatch.followup.model.FollowUpState.NotCalled;
import io.qipan.dispatch.followup.model.FollowUpState.Open;
import io.qipan.dispatch.followup.model.FollowUpState.Over;
import io.qipan.dispatch.followup.model.FollowUpState.Queued;
import io.qipan.dispatch.followup.model.FollowUpState.Sent;
import io.qipan.dispatch.followup.model.FollowUpState.ToCall;
import io.qipan.dispatch.followup.model.FollowUpState.ToCallBack;
import io.qipan.dispatch.followup.model.FollowUpState.ToRead;
import io.qipan.dispatch.followup.model.FollowUpState.Unanswered;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.FollowUpId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.incident.model.IncidentState;
import io.qipan.dispatch.incident.model.Priority;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Asking the caller of an incident that has ended.
 *
 * @param version counts the changes, without reminders; its text is the etag
 * @param owner subject of the token of who is responsible
 * @param heard what is known of the message and of the caller's answers
 * @param note why no message asks, why no rating came, or what the call back brought
 */
public record FollowUp(
        FollowUpId id,
        long version,
        FollowUpState state,
        IncidentId incident,
        CallId call,
        String owner,
        Instant openedAt,
        Heard heard,
        String note) {

    /** Owns what nobody has done in time. */
    public static final String COMMAND = "desk:command";

    private static final int MOST_TEXT = 2_000;
    private static final Pattern TELEPHONE = Pattern.compile("\\+?[0-9][0-9 -]{3,18}[0-9]");

    /**
     * What came from outside.
     *
     * @param text what the caller wrote beside a rating, each message on a line
     */
    public record Heard(Optional<Instant> sentAt, Optional<Instant> deliveredAt, Optional<Rated> rated, String text) {

        public static final Heard NOTHING = new Heard(Optional.empty(), Optional.empty(), Optional.empty(), "");
    }

    public record Rated(Rating rating, Instant at) {}

    /**
     * Whether its caller is asked at all: at the telephone of a matter of life somebody may read who must not know of
     * the call.
     */
    public static boolean asksAbout(Incident incident, Priority ofItsType) {
        return incident.state() instanceof IncidentState.Ended
                && !incident.drill()
                && incident.priority() != Priority.P1
                && ofItsType != Priority.P1;
    }

    /** Whether a person can be asked there: devices, other agencies and our own patrols have numbers too. */
    public static boolean asks(Call call, String number) {
        boolean person = switch (call.channel()) {
            case VOICE, SMS, INTERNET, ONE_KEY, KIOSK, HOTLINE -> true;
            case IOT, AGENCY_TRANSFER, PATROL -> false;
        };
        return person && !call.drill() && TELEPHONE.matcher(number).matches();
    }

    /** The gateway has the message. Knowing more already changes nothing. */
    public FollowUp sent(Instant at, Instant answerBy) {
        return state instanceof Queued
                ? next(
                        new Sent(answerBy),
                        new Heard(Optional.of(at), heard.deliveredAt(), heard.rated(), heard.text()),
                        note)
                : this;
    }

    /**
     * The message has reached the telephone. The receipt may overtake the news that it was sent, and then is that news;
     * the first one counts.
     */
    public FollowUp delivered(Instant at, Instant answerBy) {
        if (heard.deliveredAt().isPresent()) {
            return this;
        }
        Optional<Instant> sentAt = Optional.of(heard.sentAt().orElse(at));
        return next(
                state instanceof Queued ? new Sent(answerBy) : state,
                new Heard(sentAt, Optional.of(at), heard.rated(), heard.text()),
                note);
    }

    /** No message asks this caller; a person has to. */
    public FollowUp undeliverable(String why, Instant callBy) {
        return switch (state) {
            case Queued _, Sent _ -> next(new ToCall(callBy), heard, why);
            case ToCall _, ToRead _, ToCallBack _, Over _ -> this;
        };
    }

    /**
     * The caller has sent a message. The first rating counts, also after its time; what else comes before one is read
     * by a person, what comes after one is kept. The same message again changes nothing.
     */
    public FollowUp answer(String text, Instant at, Instant actBy) {
        Optional<Rating> rating = Rating.read(text);
        if (heard.rated().isEmpty() && rating.isPresent()) {
            return rated(rating.get(), at, actBy, note);
        }
        String words = text.strip();
        boolean same = rating.isPresent() && heard.rated().map(Rated::rating).equals(rating);
        if (same || words.isEmpty() || ("\n" + heard.text() + "\n").contains("\n" + words + "\n")) {
            return this;
        }
        String all = cut(heard.text().isEmpty() ? words : heard.text() + "\n" + words);
        Heard more = new Heard(heard.sentAt(), heard.deliveredAt(), heard.rated(), all);
        FollowUpState then = heard.rated().isPresent() || state instanceof ToRead ? state : new ToRead(actBy, false);
        return more.equals(heard) && then.equals(state) ? this : next(then, more, note);
    }

    /** What the caller said to a person, or what a person reads in the answer. */
    public Decision<FollowUp> rate(Rating rating, String words, Instant at, Instant callBackBy) {
        return switch (state) {
            case Queued _, Sent _, ToCall _, ToRead _ -> Decision.grant(rated(rating, at, callBackBy, words));
            case ToCallBack _, Over _ -> refuse("be rated");
        };
    }

    private FollowUp rated(Rating rating, Instant at, Instant callBackBy, String words) {
        Heard more = new Heard(heard.sentAt(), heard.deliveredAt(), Optional.of(new Rated(rating, at)), heard.text());
        return next(rating == Rating.DISSATISFIED ? new ToCallBack(callBackBy, false) : new Done(at), more, words);
    }

    /** Nobody was reached, or the answer says no rating. */
    public Decision<FollowUp> giveUp(String why, Instant at) {
        return switch (state) {
            case Queued _, Sent _, ToCall _, ToRead _ -> Decision.grant(next(new Unanswered(at), heard, why));
            case ToCallBack _, Over _ -> refuse("be given up");
        };
    }

    public Decision<FollowUp> conclude(String result, Instant at) {
        return state instanceof ToCallBack
                ? Decision.grant(next(new Done(at), heard, result))
                : refuse("be concluded as called back");
    }

    /** Its deadline has passed. What is owed goes up, and is told again at the next one. */
    public FollowUp look(Instant now, Instant again) {
        return switch (state) {
            case Sent _ -> next(new Unanswered(now), heard, note);
            case ToCall _ -> next(new NotCalled(now), heard, note);
            case ToRead owed -> goUp(new ToRead(again, true), owed.overdue());
            case ToCallBack owed -> goUp(new ToCallBack(again, true), owed.overdue());
            case Queued _, Over _ -> this;
        };
    }

    private FollowUp goUp(FollowUpState later, boolean before) {
        return new FollowUp(id, before ? version : version + 1, later, incident, call, COMMAND, openedAt, heard, note);
    }

    public Optional<Instant> nextDeadlineAt() {
        return state instanceof Open open ? Optional.of(open.nextDeadlineAt()) : Optional.empty();
    }

    private Decision<FollowUp> refuse(String action) {
        return Decision.refuse(Refusal.illegalTransition(id.name(), state.word(), action));
    }

    private FollowUp next(FollowUpState nextState, Heard nextHeard, String nextNote) {
        return new FollowUp(id, version + 1, nextState, incident, call, owner, openedAt, nextHeard, cut(nextNote));
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), MOST_TEXT));
    }
}
