package io.qipan.ecology.clue;

import io.qipan.ecology.clue.model.Clue;
import io.qipan.ecology.clue.model.ClueState.Answered;
import io.qipan.runtime.deadline.Deadlines;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long the contact of a tipster is kept behind the answer, and the durable deadline that ends it. */
@Singleton
public class ContactRetention {
    static final String ERASE = "clue.contact_erase";
    static final String TIPSTER = "tipsters/";

    private final Deadlines deadlines;
    private final Duration keptFor;

    public ContactRetention(
            Deadlines deadlines, @ConfigProperty(name = "qipan.ecology.tipster-contact-kept-for") Duration keptFor) {
        if (keptFor.isNegative()) {
            throw new IllegalArgumentException(
                    "qipan.ecology.tipster-contact-kept-for must not be negative, it is " + keptFor);
        }
        this.deadlines = deadlines;
        this.keptFor = keptFor;
    }

    /** Whoever told a clue that is answered is forgotten after a time. */
    void follow(Clue clue) {
        if (clue.state() instanceof Answered answered) {
            clue.report().tipster().ifPresent(tipster -> waitFor(tipster, endsAt(answered.at())));
        }
    }

    Instant endsAt(Instant answeredAt) {
        return answeredAt.plus(keptFor);
    }

    void waitFor(UUID tipster, Instant end) {
        deadlines.set(ERASE, TIPSTER + tipster, end);
    }
}
