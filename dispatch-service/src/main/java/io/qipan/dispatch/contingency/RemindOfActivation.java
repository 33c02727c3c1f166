package io.qipan.dispatch.contingency;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.contingency.model.Activation;
import io.qipan.dispatch.contingency.model.ActivationState.Closed;
import io.qipan.dispatch.contingency.model.ActivationState.Open;
import io.qipan.dispatch.id.model.ContingencyActivationId;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Tells everybody who watches that nothing was heard of an activation, or that nobody reviews it. */
@Singleton
class RemindOfActivation implements DeadlineHandler {
    private final ContingencyRecords records;
    private final DispatchSettings settings;
    private final InstantSource clock;

    RemindOfActivation(ContingencyRecords records, DispatchSettings settings, InstantSource clock) {
        this.records = records;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return ContingencyRecords.LOOK;
    }

    @Override
    public void handle(Due due) {
        Activation activation = records.lock(ContingencyActivationId.parse(due.subject()));
        if (!(activation.state() instanceof Open open)) {
            return;
        }
        Instant now = Times.now(clock);
        if (now.isBefore(open.clock().nextDeadlineAt())) {
            // As the sweep has it looked at whose deadline was lost.
            records.keepDeadline(activation);
            return;
        }
        Duration patience = open instanceof Closed ? settings.reviewContingency() : settings.checkContingency();
        records.change(
                activation.remind(now.plus(patience)).orRefuse(),
                "contingency_activation.overdue",
                now,
                open instanceof Closed ? "Nobody has reviewed it" : "Still active, and no task was settled");
    }
}
