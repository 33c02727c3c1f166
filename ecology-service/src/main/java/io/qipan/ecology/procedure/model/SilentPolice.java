package io.qipan.ecology.procedure.model;

import io.qipan.ecology.procedure.model.Criminal.HandedOver;
import io.qipan.ecology.procedure.model.Criminal.Misdirected;
import io.qipan.ecology.procedure.model.Criminal.ReasonsDemanded;
import io.qipan.ecology.procedure.model.Criminal.Received;
import io.qipan.ecology.procedure.model.Criminal.Reconsidering;
import io.qipan.ecology.procedure.model.Criminal.Supervised;
import java.util.Optional;

/** The police have let their time pass without a word; nobody has to wait for them then. */
final class SilentPolice {
    /** What the police owe until they have decided on the filing. */
    private static final ClockKind[] OWED = {
        ClockKind.RECEIVE_TRANSFER, ClockKind.FORWARD, ClockKind.DECIDE_FILING, ClockKind.DECIDE_RECONSIDERATION
    };

    private SilentPolice() {}

    /** What the police owe in this state; empty if nothing, or if something else was made of it. */
    private static Optional<ClockKind> owed(Criminal state) {
        return switch (state) {
            case HandedOver _ -> Optional.of(ClockKind.RECEIVE_TRANSFER);
            case Misdirected _ -> Optional.of(ClockKind.FORWARD);
            case Received _ -> Optional.of(ClockKind.DECIDE_FILING);
            case Reconsidering _ -> Optional.of(ClockKind.DECIDE_RECONSIDERATION);
            case ReasonsDemanded _ -> Optional.of(ClockKind.GIVE_REASONS);
            default -> Optional.empty();
        };
    }

    /** The clock by which they owe something in this state, if they do. */
    static Optional<Clock> owing(Procedure before) {
        return owed(before.criminal()).flatMap(before::open);
    }

    /** Whether that has run out at the time of a step. A calendar that is known by now may have moved the end. */
    static boolean isOver(Procedure before, Circumstances now) {
        return owing(before)
                .map(clock -> clock.recounted(now.book()))
                .filter(clock -> now.at().isAfter(clock.due().at()))
                .isPresent();
    }

    /** When it ends, for a sentence. */
    static String end(Procedure before, Circumstances now) {
        return owing(before)
                .map(clock -> clock.recounted(now.book()))
                .map(clock -> " The police have until " + clock.due().at() + " ("
                        + clock.setting().basis() + ").")
                .orElse("");
    }

    /** Whether the procuratorate was asked because of this, so that it can still be done. */
    static boolean answer(Procedure before, ClockKind owed) {
        return before.criminal() instanceof Supervised && before.open(owed).isPresent();
    }

    /** Whether the procuratorate was asked because they have not decided. */
    static boolean isSupervised(Procedure before) {
        for (ClockKind kind : OWED) {
            if (answer(before, kind)) {
                return true;
            }
        }
        return false;
    }

    /** Something else is due in place of what they owe. */
    static Procedure superseded(Procedure before, Circumstances now) {
        return before.stopping(now, OWED).stopping(now, ClockKind.REQUEST_MATERIALS);
    }
}
