package io.qipan.dispatch.followup;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.call.CallerNumbers;
import io.qipan.dispatch.followup.Messages.Answer;
import io.qipan.dispatch.followup.Messages.Message;
import io.qipan.dispatch.followup.model.FollowUp;
import io.qipan.dispatch.followup.model.FollowUpState.Queued;
import io.qipan.dispatch.id.model.FollowUpId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.peer.PeerAway;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Hands a message to the gateway, again and again until it is there or its time is over; then a person has to call. */
@Singleton
class SendMessage implements DeadlineHandler {
    private static final String ACTOR = "system:" + FollowUpRecords.SEND;

    private final UnitOfWork unitOfWork;
    private final FollowUpRecords records;
    private final IncidentRecords incidents;
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
            CallerNumbers numbers,
            Messages messages,
            Deadlines deadlines,
            DispatchSettings settings,
            InstantSource clock,
            MeterRegistry meters) {
        this.unitOfWork = unitOfWork;
        this.records = records;
        this.incidents = incidents;
        this.numbers = numbers;
        this.messages = messages;
        this.deadlines = deadlines;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
    }

    /** A gateway that is away keeps nobody waiting: most of these threads' work is orders. */
    private static final Duration AGAIN_AT_FIRST = Duration.ofMinutes(1);

    private static final Duration AGAIN_AT_LAST = Duration.ofHours(1);
    /** Of the time that it has waited already. */
    private static final int AGAIN_PART = 10;

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
        FollowUp followUp = unitOfWork.read(() -> records.get(id));
        if (!(followUp.state() instanceof Queued queued)) {
            lift(id);
        } else if (!messages.areSent()) {
            giveUp(id, "The gateway for messages is not set up any more", "undeliverable");
        } else if (!Times.now(clock).isBefore(queued.nextDeadlineAt())) {
            giveUp(id, "The message could not be handed to the gateway in time", "undeliverable");
        } else {
            message(followUp)
                    .ifPresentOrElse(
                            message -> hand(followUp, queued, message),
                            () -> giveUp(id, "The caller's number was erased", "erased"));
        }
    }

    private Optional<Message> message(FollowUp followUp) {
        return unitOfWork.read(() -> {
            String incident = incidents.get(followUp.incident()).number();
            return numbers.readable(followUp.call())
                    .map(number -> new Message(
                            followUp.id().messageId(),
                            number,
                            settings.followUpText().replace("{incident}", incident)));
        });
    }

    private void hand(FollowUp followUp, Queued queued, Message message) {
        try {
            switch (messages.hand(message)) {
                case Answer.Taken _ ->
                    store(followUp.id(), "sent", "follow_up.sent", (waiting, now) -> waiting.sent(now, answerBy(now)));
                case Answer.NotTaken(String reason) ->
                    store(
                            followUp.id(),
                            "not_taken",
                            "follow_up.undeliverable",
                            (waiting, now) -> waiting.undeliverable(reason, answerBy(now)));
            }
        } catch (PeerAway e) {
            later(followUp, queued);
        }
    }

    private void giveUp(FollowUpId id, String why, String how) {
        store(id, how, "follow_up.undeliverable", (waiting, now) -> waiting.undeliverable(why, answerBy(now)));
    }

    private void store(FollowUpId id, String how, String action, BiFunction<FollowUp, Instant, FollowUp> step) {
        ifItStillWaits(id, (waiting, now) -> {
            FollowUp next = step.apply(waiting, now);
            return records.change(waiting, next, action, now, next.note());
        });
        count(how);
    }

    private void later(FollowUp followUp, Queued queued) {
        ifItStillWaits(followUp.id(), (waiting, now) -> {
            Duration tenth = Duration.between(waiting.openedAt(), now).dividedBy(AGAIN_PART);
            Instant again =
                    now.plus(Collections.min(List.of(AGAIN_AT_LAST, Collections.max(List.of(AGAIN_AT_FIRST, tenth)))));
            deadlines.set(
                    FollowUpRecords.SEND,
                    waiting.id().name(),
                    Collections.min(List.of(again, queued.nextDeadlineAt())));
            return waiting;
        });
        count("away");
    }

    /** The caller may have answered, or a person rated it, while this was under way. */
    private void ifItStillWaits(FollowUpId id, BiFunction<FollowUp, Instant, FollowUp> step) {
        unitOfWork.run(ACTOR, () -> {
            FollowUp followUp = records.lock(id);
            if (followUp.state() instanceof Queued) {
                return step.apply(followUp, Times.now(clock));
            }
            deadlines.lift(FollowUpRecords.SEND, id.name());
            return followUp;
        });
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
