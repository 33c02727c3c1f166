package io.qipan.dispatch.followup;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.followup.model.FollowUp;
import io.qipan.dispatch.followup.model.Rating;
import io.qipan.dispatch.id.model.FollowUpId;
import io.qipan.proto.dispatch.v1.ConcludeCallBackRequest;
import io.qipan.proto.dispatch.v1.GiveUpFollowUpRequest;
import io.qipan.proto.dispatch.v1.RecordRatingRequest;
import io.qipan.proto.dispatch.v1.ReportAnswerRequest;
import io.qipan.proto.dispatch.v1.ReportReceiptRequest;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.regex.Pattern;

/** What became of a message, what the caller said, and what people here did about it. */
@Singleton
class AnswerFollowUp {
    /** Gateways like to repeat the number, which must not stand in a history that nobody can erase. */
    private static final Pattern MAYBE_A_NUMBER = Pattern.compile("[0-9][0-9 -]{3,}[0-9]");

    private final FollowUpRecords records;
    private final DispatchSettings settings;
    private final InstantSource clock;

    AnswerFollowUp(FollowUpRecords records, DispatchSettings settings, InstantSource clock) {
        this.records = records;
        this.settings = settings;
        this.clock = clock;
    }

    void receive(ReportReceiptRequest request) {
        FollowUp followUp = records.lock(FollowUpId.ofMessage(request.getMessageId()));
        Instant now = Times.now(clock);
        Instant at = Times.occurred(request.hasOccurredAt(), request.getOccurredAt(), now);
        if (request.getDelivered()) {
            FollowUp next = followUp.delivered(at, now.plus(settings.followUpAnswerWithin()));
            records.change(followUp, next, "follow_up.delivered", at, "");
        } else {
            String why = "The message did not reach the telephone: "
                    + MAYBE_A_NUMBER.matcher(request.getReason()).replaceAll("…");
            FollowUp next = followUp.undeliverable(why, now.plus(settings.followUpAnswerWithin()));
            records.change(followUp, next, "follow_up.undeliverable", at, why);
        }
    }

    void receive(ReportAnswerRequest request) {
        FollowUp followUp = records.lock(FollowUpId.ofMessage(request.getMessageId()));
        Instant now = Times.now(clock);
        Instant at = Times.occurred(request.hasOccurredAt(), request.getOccurredAt(), now);
        // However late the gateway tells it: the caller waits since then.
        FollowUp next = followUp.answer(request.getText(), at, at.plus(settings.callBackWithin()));
        boolean rated =
                followUp.heard().rated().isEmpty() && next.heard().rated().isPresent();
        records.change(followUp, next, rated ? "follow_up.rated" : "follow_up.answered", at, "");
    }

    FollowUp rate(RecordRatingRequest request) {
        FollowUp followUp = lock(request.getName(), request.getEtag());
        Instant now = Times.now(clock);
        Rating rating = Rating.valueOf(request.getRating().name());
        FollowUp next = followUp.rate(rating, request.getWords(), now, now.plus(settings.callBackWithin()))
                .orRefuse();
        return records.change(followUp, next, "follow_up.rated", now, request.getWords());
    }

    FollowUp giveUp(GiveUpFollowUpRequest request) {
        FollowUp followUp = lock(request.getName(), request.getEtag());
        Instant now = Times.now(clock);
        FollowUp next = followUp.giveUp(request.getReason(), now).orRefuse();
        return records.change(followUp, next, "follow_up.unanswered", now, request.getReason());
    }

    FollowUp conclude(ConcludeCallBackRequest request) {
        FollowUp followUp = lock(request.getName(), request.getEtag());
        Instant now = Times.now(clock);
        FollowUp next = followUp.conclude(request.getResult(), now).orRefuse();
        return records.change(followUp, next, "follow_up.called_back", now, request.getResult());
    }

    private FollowUp lock(String name, String etag) {
        return records.lock(FollowUpId.parse(name), etag);
    }
}
