package io.qipan.dispatch.missingperson;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.id.model.MissingNoticeId;
import io.qipan.dispatch.missingperson.model.MissingNotice;
import io.qipan.dispatch.missingperson.model.NoticeChannel;
import io.qipan.dispatch.missingperson.model.NoticeState.Draft;
import io.qipan.dispatch.missingperson.model.NoticeState.Over;
import io.qipan.dispatch.missingperson.model.NoticeState.Released;
import io.qipan.dispatch.missingperson.model.NoticeState.Withdrawing;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Collectors;

/** Tells everybody who watches that a draft waits, that a notice is still shown, or which channels have not taken it down. */
@Singleton
class RemindOfNotice implements DeadlineHandler {
    private final MissingNoticeRecords records;
    private final DispatchSettings settings;
    private final InstantSource clock;

    RemindOfNotice(MissingNoticeRecords records, DispatchSettings settings, InstantSource clock) {
        this.records = records;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return MissingNoticeRecords.LOOK;
    }

    @Override
    public void handle(Due due) {
        MissingNotice notice = records.lock(MissingNoticeId.parse(due.subject()));
        Instant now = Times.now(clock);
        Instant later = now.plus(settings.checkMissingNotice());
        switch (notice.state()) {
            case Draft _ ->
                records.change(notice.remind(later), "missing_notice.unreleased", now, "Nobody has released it");
            case Released _ ->
                records.change(notice.remind(later), "missing_notice.still_shown", now, "Is it needed any longer?");
            case Withdrawing _ ->
                records.change(
                        notice.remind(now.plus(settings.withdrawMissingNotice())),
                        "missing_notice.still_up",
                        now,
                        "Not confirmed by " + unconfirmed(notice));
            case Over _ -> {}
        }
    }

    private static String unconfirmed(MissingNotice notice) {
        return notice.channels().stream()
                .filter(channel -> channel.takenDown().isEmpty())
                .map(NoticeChannel::name)
                .collect(Collectors.joining(", "));
    }
}
