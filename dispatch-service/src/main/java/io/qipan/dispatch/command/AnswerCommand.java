package io.qipan.dispatch.command;

import io.qipan.dispatch.command.model.Answer;
import io.qipan.dispatch.command.model.CommandNotice;
import io.qipan.dispatch.command.model.End;
import io.qipan.dispatch.id.model.CommandNoticeId;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** What a recipient, or the duty room for it, answers. Holds the notice and not the order: a thousand may answer at once. */
@Singleton
class AnswerCommand {

    /** A notice as the one who answers knows it. */
    record Told(String name, String etag, boolean byVoice) {}

    private static final String UNITS = "units/";

    private final CommandRecords records;
    private final InstantSource clock;

    AnswerCommand(CommandRecords records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
    }

    /** What a device says, so never told by voice. */
    CommandNotice deliver(Told told, Caller caller) {
        CommandNotice notice = lock(told, caller);
        Answer answer = answer(told, caller);
        return records.change(notice.deliver(answer.at()).orRefuse(), "command_notice.delivered", answer.at(), "");
    }

    CommandNotice acknowledge(Told told, Caller caller) {
        CommandNotice notice = lock(told, caller);
        Answer answer = answer(told, caller);
        return records.change(notice.acknowledge(answer).orRefuse(), "command_notice.acknowledged", answer.at(), "");
    }

    CommandNotice report(End result, String reason, Told told, Caller caller) {
        CommandNotice notice = lock(told, caller);
        Answer answer = answer(told, caller);
        CommandNotice next = notice.report(result, reason, answer).orRefuse();
        return records.change(next, "command_notice." + result.word(), answer.at(), reason);
    }

    CommandNotice excuse(String reason, Told told, Caller caller) {
        CommandNotice notice = records.lock(CommandNoticeId.parse(told.name()), told.etag());
        Answer answer = answer(told, caller);
        CommandNotice next = notice.excuse(reason, answer.by(), answer.at()).orRefuse();
        return records.change(next, "command_notice.excused", answer.at(), reason);
    }

    private CommandNotice lock(Told told, Caller caller) {
        CommandNotice notice = records.lock(CommandNoticeId.parse(told.name()), told.etag());
        mayAnswer(notice.recipient(), told.byVoice(), caller);
        return notice;
    }

    private static void mayAnswer(String recipient, boolean byVoice, Caller caller) {
        boolean itself = caller.hasAny(Role.UNIT)
                && caller.unit().filter(recipient::equals).isPresent();
        boolean dutyRoom = caller.hasAny(Role.DISPATCHER, Role.COMMANDER);
        if (itself || dutyRoom && (byVoice || !recipient.startsWith(UNITS))) {
            return;
        }
        throw Refusal.of(
                        Reason.ACCESS_DENIED,
                        caller.subject() + " cannot answer for " + recipient
                                + (dutyRoom
                                        ? ": the unit answers itself; what it told over the radio is entered by_voice."
                                        : "."))
                .with("recipient", recipient)
                .asException();
    }

    private Answer answer(Told told, Caller caller) {
        return new Answer(caller.subject(), Times.now(clock), told.byVoice());
    }
}
