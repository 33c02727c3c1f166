package io.qipan.dispatch.referral;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.id.model.Etag;
import io.qipan.dispatch.id.model.ReferralId;
import io.qipan.dispatch.referral.model.Referral;
import io.qipan.dispatch.referral.model.ReferralState.Accepted;
import io.qipan.dispatch.referral.model.ReferralState.Over;
import io.qipan.dispatch.referral.model.ReferralState.Undecided;
import io.qipan.dispatch.referral.model.Withdrawal;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import jakarta.inject.Singleton;
import java.time.Instant;

/**
 * Stores a referral, tells the journal and keeps its deadlines, always all three: until somebody decides
 * {@link #DECIDE}, then {@link #ANSWER}; as long as it is open and has a call, {@link #FOLLOW}; and while the agency
 * asks to have it back, {@link #WITHDRAW}. A referral is locked before a call is.
 */
@Singleton
class ReferralRecords {
    static final String DECIDE = "referral.decide";
    static final String ANSWER = "referral.answer";
    static final String FOLLOW = "referral.follow";
    static final String WITHDRAW = "referral.withdraw";

    private final Referrals referrals;
    private final Journal journal;
    private final Deadlines deadlines;
    private final DispatchSettings settings;

    ReferralRecords(Referrals referrals, Journal journal, Deadlines deadlines, DispatchSettings settings) {
        this.referrals = referrals;
        this.journal = journal;
        this.deadlines = deadlines;
        this.settings = settings;
    }

    void add(Referral referral) {
        referrals.add(referral);
        Instant offeredAt = referral.clock().offeredAt();
        tell(referral, "referral.offered", offeredAt, offeredAt, "");
    }

    /** The referral, locked. Refuses NOT_FOUND. */
    Referral lock(ReferralId id) {
        return referrals.lock(id);
    }

    /** The referral, locked, if it is as the caller knows it. Refuses NOT_FOUND, STALE_ETAG. */
    Referral lock(ReferralId id, String etag) {
        Referral referral = referrals.lock(id);
        Etag.check(id.name(), etag, referral.version());
        return referral;
    }

    /** Stores the next state of a locked referral. */
    Referral change(Referral next, String action, Instant now, String reason) {
        return change(next, action, now, now, reason);
    }

    /** The same of what happened earlier. */
    Referral change(Referral next, String action, Instant now, Instant occurredAt, String reason) {
        referrals.save(next);
        tell(next, action, now, occurredAt, reason);
        return next;
    }

    private void tell(Referral referral, String action, Instant now, Instant occurredAt, String reason) {
        journal.append(referral.id().name(), action, occurredAt, reason, ReferralMessages.message(referral));
        keepDeadlines(referral, now);
    }

    /** Sets the deadlines of a locked referral, also once more of one that stays as it is. */
    void keepDeadlines(Referral referral, Instant now) {
        String name = referral.id().name();
        switch (referral.state()) {
            case Undecided undecided -> deadlines.set(DECIDE, name, undecided.nextDeadlineAt());
            case Accepted accepted -> {
                deadlines.lift(DECIDE, name);
                deadlines.set(ANSWER, name, accepted.nextDeadlineAt());
            }
            case Over _ -> deadlines.liftAll(name);
        }
        if (referral.nextDeadlineAt().isPresent()) {
            referral.withdrawal()
                    .flatMap(Withdrawal::nextDeadlineAt)
                    .ifPresentOrElse(at -> deadlines.set(WITHDRAW, name, at), () -> deadlines.lift(WITHDRAW, name));
        }
        if (referral.nextDeadlineAt().isPresent() && referral.call().isPresent()) {
            follow(referral.id(), now);
        }
    }

    /** Has its call be looked at again. */
    void follow(ReferralId id, Instant now) {
        deadlines.set(FOLLOW, id.name(), now.plus(settings.followReferral()));
    }
}
