package io.qipan.dispatch.followup;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.call.CallRecords;
import io.qipan.dispatch.call.CallerNumbers;
import io.qipan.dispatch.call.model.Call;
import io.qipan.dispatch.followup.model.FollowUp;
import io.qipan.dispatch.followup.model.FollowUp.Heard;
import io.qipan.dispatch.followup.model.FollowUpState.Queued;
import io.qipan.dispatch.followup.model.FollowUpState.ToCall;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.FollowUpId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Has the caller of an incident that ended some time ago asked: the first one who can be. */
@Singleton
class OpenFollowUp implements DeadlineHandler {
    private final FollowUpRecords records;
    private final IncidentRecords incidents;
    private final CallRecords calls;
    private final CallerNumbers numbers;
    private final Messages messages;
    private final DispatchSettings settings;
    private final InstantSource clock;

    OpenFollowUp(
            FollowUpRecords records,
            IncidentRecords incidents,
            CallRecords calls,
            CallerNumbers numbers,
            Messages messages,
            DispatchSettings settings,
            InstantSource clock) {
        this.records = records;
        this.incidents = incidents;
        this.calls = calls;
        this.numbers = numbers;
        this.messages = messages;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return IncidentRecords.FOLLOW_UP;
    }

    @Override
    public void handle(Due due) {
        Incident incident = incidents.get(IncidentId.parse(due.subject()));
        if (FollowUp.asksAbout(incident, incidents.type(incident).orElseThrow().defaultPriority())) {
            whoCanBeAsked(incident).ifPresent(call -> open(incident, call));
        }
    }

    private Optional<CallId> whoCanBeAsked(Incident incident) {
        return incident.calls().stream().filter(this::canBeAsked).findFirst();
    }

    private boolean canBeAsked(CallId id) {
        Call call = calls.get(id);
        return numbers.readable(id)
                .filter(number -> FollowUp.asks(call, number))
                .isPresent();
    }

    private void open(Incident incident, CallId call) {
        Instant now = Times.now(clock);
        Instant until = now.plus(settings.followUpAnswerWithin());
        FollowUpId id = new FollowUpId(UuidCreator.getTimeOrderedEpoch());
        if (messages.areSent()) {
            // Before it goes: a gateway knows the number as soon as it has read it, whatever it answers.
            calls.note(calls.lock(call), "call.caller_shown", now, "To the gateway for messages with " + id.name());
        }
        records.add(new FollowUp(
                id,
                1,
                messages.areSent() ? new Queued(until) : new ToCall(until),
                incident.id(),
                call,
                incident.owner(),
                now,
                Heard.NOTHING,
                messages.areSent() ? "" : "No gateway for messages is set up"));
    }
}
