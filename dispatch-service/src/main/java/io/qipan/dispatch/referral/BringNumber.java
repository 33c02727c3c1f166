package io.qipan.dispatch.referral;

import io.qipan.dispatch.call.CallerNumbers;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.ReferralId;
import io.qipan.dispatch.referral.model.Referral;
import jakarta.inject.Singleton;

/** Gives a call the number of who called, which could not be read when the call was made. Inside a unit of work only. */
@Singleton
class BringNumber {
    private final ReferredNumbers numbers;
    private final CallerNumbers callers;

    BringNumber(ReferredNumbers numbers, CallerNumbers callers) {
        this.numbers = numbers;
        this.callers = callers;
    }

    /**
     * Of a locked referral.
     *
     * @return whether there is one that cannot be read now either
     */
    boolean bring(ReferralId referral, CallId call) {
        numbers.take(referral).ifPresent(number -> callers.keep(call, number));
        return numbers.isKept(referral);
    }

    /**
     * Of a locked referral that is over without being ours: what has a call goes on, and needs the number.
     *
     * @return whether the call still waits for it
     */
    boolean endKeeping(Referral over) {
        if (over.call().isEmpty()) {
            numbers.forget(over.id());
        }
        return over.call().filter(call -> bring(over.id(), call)).isPresent();
    }
}
