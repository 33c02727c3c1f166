package io.qipan.dispatch.missingperson.model;

import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.util.Set;
import java.util.TreeSet;

/**
 * On what a notice rests.
 *
 * @param givenAs what who agreed is to the person; empty with DUTY_TO_FIND
 * @param facts what was agreed to, or what the duty covers
 * @param citation the legal basis of the duty
 */
public record Basis(Kind kind, String givenAs, Set<Fact> facts, String citation) {

    /** See {@code qipan.dispatch.v1.NoticeBasis.Kind}. */
    public enum Kind {
        CONSENT,
        GUARDIAN,
        DUTY_TO_FIND
    }

    public Basis {
        facts = Set.copyOf(facts);
    }

    /** Whether it carries a notice that tells these facts about such a person. */
    public Decision<Basis> carries(Set<Fact> told, AgeGroup group, String search) {
        Set<Fact> beyond = new TreeSet<>(told);
        beyond.removeAll(facts);
        if (!beyond.isEmpty()) {
            return refuse(
                    search, "not_agreed", "would tell " + beyond + ", which its basis does not cover. Leave that out.");
        }
        if (kind == Kind.DUTY_TO_FIND) {
            return citation.isBlank()
                    ? refuse(search, "citation", "rests on the duty to find without its legal basis. Say the article.")
                    : Decision.grant(this);
        }
        if (givenAs.isBlank()) {
            return refuse(search, "agreement", "rests on an agreement that nobody is said to have given. Say who did.");
        }
        if (kind == Kind.CONSENT && !group.isAdult()) {
            return refuse(
                    search,
                    "guardian",
                    "is about somebody who is " + group + ". Have a guardian agree, or cite the duty to find.");
        }
        return Decision.grant(this);
    }

    private static Decision<Basis> refuse(String search, String why, String text) {
        return Decision.refuse(Refusal.of(Reason.NOTICE_REFUSED, "The notice of " + search + " " + text)
                .with("resource", search)
                .with("why", why));
    }
}
