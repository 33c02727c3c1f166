package io.qipan.ecology.casefile.model;

import io.qipan.ecology.procedure.model.Basis;
import io.qipan.ecology.procedure.model.PossibleCrime;
import io.qipan.ecology.rule.model.AppliedRule;
import io.qipan.ecology.rule.model.Evaluation;
import io.qipan.ecology.rule.model.Handling;
import io.qipan.ecology.rule.model.LaterLaw;
import io.qipan.ecology.rule.model.LaterLaw.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What an evaluation means for the procedure of a case. */
public final class Grounds {
    private static final String KIND = "rules/";
    private static final String ACTIVITY = "activity";

    private Grounds() {}

    /** The rules that the act breaks, with what they threaten by the known facts. */
    public static List<Basis> bases(Evaluation law) {
        return law.applied().stream().map(Grounds::basis).toList();
    }

    private static Basis basis(AppliedRule applied) {
        return new Basis(
                KIND + applied.rule().id(),
                applied.rule().handling(),
                applied.laterLaw()
                        .filter(Grounds::displaces)
                        .map(later -> later.because().en()),
                applied.penalties().stream()
                        .map(penalty -> new Basis.Threat(
                                penalty.text().en(), penalty.condition().en(), penalty.yuan(), penalty.uncertain()))
                        .toList());
    }

    private static boolean displaces(LaterLaw later) {
        return later.verdict() == Verdict.LIGHTER || later.verdict() == Verdict.NOT_FORBIDDEN;
    }

    /**
     * The criminal rules that hang on facts which are not known.
     *
     * @param since since when the facts are what they are
     */
    public static Optional<PossibleCrime> possibleCrime(Evaluation law, Instant since) {
        List<AppliedRule> crimes =
                law.possible().stream().filter(Grounds::isStandingCrime).toList();
        if (crimes.isEmpty()) {
            return Optional.empty();
        }
        SortedSet<String> facts = new TreeSet<>();
        for (AppliedRule crime : crimes) {
            facts.addAll(crime.unknownFacts());
            if (!crime.onlyKinds().isEmpty()) {
                facts.add(ACTIVITY);
            }
        }
        return Optional.of(new PossibleCrime(
                crimes.stream().map(crime -> KIND + crime.rule().id()).toList(), facts, since));
    }

    /** Whether a rule says that the act is a crime. */
    public static boolean isCrime(Evaluation law) {
        return law.applied().stream().anyMatch(Grounds::isStandingCrime);
    }

    /** A criminal rule that no later law displaces; a later one that is lighter stands for itself. */
    private static boolean isStandingCrime(AppliedRule applied) {
        return applied.rule().handling() == Handling.CRIMINAL
                && applied.laterLaw().filter(Grounds::displaces).isEmpty();
    }
}
