-- That an agency asks to have something back was told as what waits for a decision: what is open of it has its own kind now, or it would be
-- settled with the next look at what the referral waits for otherwise.
update attention a set kind = 'REFERRAL_WITHDRAWAL'
from referral f
where a.state <> 'settled' and a.kind = 'REFERRAL_WAITS' and a.resource = 'referrals/' || f.id
    and a.waits_for = f.withdrawal_deadline_at;
