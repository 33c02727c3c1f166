package io.qipan.ecology.casefile;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.ecology.casefile.model.Belonging;
import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.casefile.model.CaseState.Open;
import io.qipan.ecology.casefile.model.Facts;
import io.qipan.ecology.rule.model.Act;
import io.qipan.ecology.rule.model.Evaluation;
import io.qipan.runtime.journal.Journal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** Opens a case with the law of the time of the act. An incident that has a case keeps it, and other facts are added. */
@Singleton
public class OpenCase {

    /**
     * For whom a case is opened.
     *
     * @param agency {@code agencies/{code}}; empty: for the competent one
     * @param reason why it takes it although another is competent
     */
    record Claim(Optional<String> agency, String reason) {
        static final Claim NONE = new Claim(Optional.empty(), "");
    }

    private final Cases cases;
    private final EvaluateCase evaluateCase;
    private final CompetentAgencies competent;
    private final CaseReview review;
    private final Journal journal;
    private final InstantSource clock;

    public OpenCase(
            Cases cases,
            EvaluateCase evaluateCase,
            CompetentAgencies competent,
            CaseReview review,
            Journal journal,
            InstantSource clock) {
        this.cases = cases;
        this.evaluateCase = evaluateCase;
        this.competent = competent;
        this.review = review;
        this.journal = journal;
        this.clock = clock;
    }

    public CaseFile open(Facts facts, String owner) {
        return open(facts, owner, Claim.NONE);
    }

    CaseFile open(Facts facts, String owner, Claim claim) {
        return ofIncident(facts)
                .map(there -> added(there, facts, false))
                .or(() -> opened(facts, owner, claim))
                .orElseGet(() -> added(ofIncident(facts).orElseThrow(), facts, false));
    }

    /** The same, told by another service: what a person has established since is not replaced, but looked at again. */
    CaseFile openByService(Facts facts, String owner, Claim claim) {
        return ofIncident(facts)
                .map(there -> added(there, facts, true))
                .or(() -> opened(facts, owner, claim))
                .orElseGet(() -> added(ofIncident(facts).orElseThrow(), facts, true));
    }

    /** The case that the incident has, as it is, or a new one: facts older than what people have told since do not replace it. */
    public CaseFile openUnlessThere(Facts facts, String owner) {
        return ofIncident(facts)
                .or(() -> opened(facts, owner, Claim.NONE))
                .orElseGet(() -> ofIncident(facts).orElseThrow());
    }

    private Optional<CaseFile> ofIncident(Facts facts) {
        return facts.incident().flatMap(cases::findByIncident);
    }

    /** Empty if somebody else has opened one since we looked. */
    private Optional<CaseFile> opened(Facts facts, String owner, Claim claim) {
        CaseFile opened = file(facts, owner).belongingTo(belonging(facts, claim));
        if (!cases.add(opened)) {
            return Optional.empty();
        }
        review.follow(opened);
        journal.append(opened.name(), "case.opened", opened.openedAt(), "", CaseMessages.message(opened));
        return Optional.of(opened);
    }

    private CaseFile added(CaseFile seen, Facts newer, boolean byService) {
        if (seen.facts().sameActAs(newer.keeping(seen.facts()))) {
            return seen;
        }
        CaseFile found = cases.lock(seen.id()).orElseThrow();
        Facts facts = newer.keeping(found.facts());
        if (found.facts().sameActAs(facts)) {
            return found;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Evaluation law = evaluateCase.evaluate(facts.question(), found);
        CaseFile told = found.told(facts, law, now, review.next(now));
        if (byService && found.isRevised()) {
            return lookedAtAgain(found, told, now);
        }
        cases.save(told);
        boolean reopened = review.followReopened(found, told);
        journal.append(
                told.name(), "case.facts_added", now, reopened ? CaseReview.REOPENED : "", CaseMessages.message(told));
        return told;
    }

    /** The owner decides what is so. A closed case is opened only by what would open it if it were so. */
    private CaseFile lookedAtAgain(CaseFile found, CaseFile told, Instant now) {
        CaseFile next = told.state() instanceof Open ? found.lookedAtAgain(now) : found;
        cases.save(next);
        review.follow(next);
        journal.append(next.name(), "case.told_again", now, toldAgain(told.facts()), CaseMessages.message(next));
        return next;
    }

    private static String toldAgain(Facts told) {
        String place = told.point()
                .map(point -> point.latitude() + ", " + point.longitude())
                .orElse("an unknown place");
        return "Its incident was told again: " + told.activity() + " at " + told.actAt() + ", " + place + ", within "
                + told.uncertaintyM() + " m. What a person has established stands; where this is so, revise the facts.";
    }

    private Belonging belonging(Facts facts, Claim claim) {
        return claim.agency()
                .map(name -> competent.named(name, claim.reason(), facts))
                .orElseGet(() -> competent.of(facts));
    }

    private CaseFile file(Facts facts, String owner) {
        Evaluation law = evaluateCase.evaluate(facts.question());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return CaseFile.open(UuidCreator.getTimeOrderedEpoch(), number(now), facts, law, owner, now, review.next(now));
    }

    private String number(Instant now) {
        int year = now.atZone(Act.ZONE).getYear();
        return String.format(Locale.ROOT, "E%d-%06d", year, cases.nextNumber());
    }
}
