package io.qipan.dispatch.followup;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.call.CallRecords;
import io.qipan.dispatch.call.CallerNumbers;
import io.qipan.dispatch.followup.Messages.Answer;
import io.qipan.dispatch.followup.Messages.Message;
import io.qipan.dispatch.followup.model.FollowUp;
import io.qipan.dispatch.followup.model.FollowUpState.Queued;
import io.qipan.dispatch.id.model.FollowUpId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiFunction;

/** Hands a message to the gateway, again and again until it is there or its time is over; then a person has to call. */
@Singleton
class SendMessage implements DeadlineHandler {
    private static final String ACTOR = "system:" + FollowUpRecords.SEND;

    private final UnitOfWork unitOfWork;
    private final FollowUpRecords records;
    private final IncidentRecords incidents;
    private final CallRecords calls;
    private final CallerNumbers numbers;
    private final Messages messages;
    private final Deadlines deadlines;
    private final DispatchSettings settings;
    private final InstantSource clock;
    private final MeterRegistry meters;

    SendMessage(
            UnitOfWork unitOfWork,
            FollowUpRecords records,
            IncidentRecords incidents,
            CallRecords calls,
            CallerNumbers numbers,
            Messages messages,
            Deadlines deadlines,
            DispatchSettings settings,
            InstantSource clock,
            MeterRegistry meters) {
        this.unitOfWork = unitOfWork;
        this.records = records;
        this.incidents = incidents;
        this.calls = calls;
        this.numbers = numbers;
        this.messages = messages;
        this.deadlines = deadlines;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
    }

    /** A follow-up, and what its caller is sent. */
    private record Parcel(FollowUp followUp, Optional<String> number, String text) {}

    @Override
    public String kind() {
        return FollowUpRecords.SEND;
    }

    @Override
    public boolean callsOut() {
        return true;
    }

    @Override
    public void handle(Due due) {
        FollowUpId id = FollowUpId.parse(due.subject());
        Parcel parcel = unitOfWork.read(() -> parcel(records.get(id)));
        if (!(parcel.followUp().state() instanceof Queued queued)) {
            lift(id);
        } else if (!messages.areSent()) {
            giveUp(id, "The gateway for messages is not set up any more", "undeliverable");
        } else if (!Times.now(clock).isBefore(queued.nextDeadlineAt())) {
            giveUp(id, "The message could not be handed to the gateway in time", "undeliverable");
        } else if (parcel.number().isEmpty()) {
            giveUp(id, "The caller's number was erased", "erased");
        } else {
            settle(
                    parcel.followUp(),
                    messages.hand(new Message(id.messageId(), parcel.number().get(), parcel.text())));
        }
    }

    private Parcel parcel(FollowUp followUp) {
        String incident = incidents.get(followUp.incident()).number();
        return new Parcel(
                followUp,
                numbers.readable(followUp.call()),
                settings.followUpText().replace("{incident}", incident));
    }

    private void settle(FollowUp followUp, Answer answer) {
        switch (answer) {
            case Answer.Taken _ ->
                told(followUp, "sent", "follow_up.sent", (queued, now) -> queued.sent(now, answerBy(now)));
            case Answer.NotTaken(String reason) ->
                told(
                        followUp,
                        "not_taken",
                        "follow_up.undeliverable",
                        (queued, now) -> queued.undeliverable(reason, answerBy(now)));
        }
    }

    /** The gateway knows the number by now: the history of the call says so. */
    private void told(FollowUp known, String how, String action, BiFunction<FollowUp, Instant, FollowUp> step) {
        unitOfWork.run(ACTOR, () -> {
            Instant now = Times.now(clock);
            calls.note(
                    calls.lock(known.call()),
                    "call.caller_shown",
                    now,
                    "To the gateway for messages with " + known.id().name());
            return store(known.id(), action, now, step);
        });
        count(how);
    }

    private void giveUp(FollowUpId id, String why, String how) {
        unitOfWork.run(
                ACTOR,
                () -> store(
                        id,
                        "follow_up.undeliverable",
                        Times.now(clock),
                        (queued, now) -> queued.undeliverable(why, answerBy(now))));
        count(how);
    }

    /** If it still waits: the caller may have answered, or a person rated it, while this was under way. */
    private FollowUp store(FollowUpId id, String action, Instant now, BiFunction<FollowUp, Instant, FollowUp> step) {
        FollowUp followUp = records.lock(id);
        if (followUp.state() instanceof Queued) {
            FollowUp next = step.apply(followUp, now);
            return records.change(followUp, next, action, now, next.note());
        }
        deadlines.lift(FollowUpRecords.SEND, id.name());
        return followUp;
    }

    private Instant answerBy(Instant now) {
        return now.plus(settings.followUpAnswerWithin());
    }

    private void lift(FollowUpId id) {
        unitOfWork.run(ACTOR, () -> {
            deadlines.lift(FollowUpRecords.SEND, id.name());
            return id;
        });
    }

    private void count(String how) {
        meters.counter("qipan.messages", "how", how).increment();
    }
}
