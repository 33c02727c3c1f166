package io.qipan.ecology.rule;

import io.qipan.ecology.rule.model.Act;
import io.qipan.ecology.rule.model.FactValue;
import io.qipan.ecology.rule.model.FactValue.Choice;
import io.qipan.ecology.rule.model.FactValue.Flag;
import io.qipan.ecology.rule.model.Facts;
import io.qipan.ecology.rule.model.Question;
import io.qipan.ecology.rule.model.Text;
import io.qipan.ecology.species.KnownSpecies;
import io.qipan.ecology.species.model.Species;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Facts that follow from the species, by the state list that was in force at the time of the act. */
@Singleton
public class SpeciesFacts {
    private static final String CLASS = "protection_class";
    private static final String AQUATIC = "aquatic";
    private static final String CAPTIVE = "captive_bred";

    private final KnownSpecies species;

    public SpeciesFacts(KnownSpecies species) {
        this.species = species;
    }

    /** The question with what follows, and how it follows. */
    public record Derived(Question question, List<Text> notes) {}

    /** Outside of a unit of work. Refuses a species that is not in the list, and facts that contradict it. */
    public Derived derive(Question question, Optional<String> name) {
        return name.map(given -> derive(question, given)).orElseGet(() -> new Derived(question, List.of()));
    }

    private Derived derive(Question question, String name) {
        Species one = species.on(question.at().atZone(Act.ZONE).toLocalDate())
                .flatMap(list -> list.names().named(name))
                .orElseThrow(() -> Refusal.notFound("species/" + name).asException());
        List<Text> notes = new ArrayList<>();
        notes.add(found(one));
        Facts facts = with(question.facts(), AQUATIC, new Flag(one.aquatic()));
        if (!one.wildOnly()) {
            return new Derived(question.with(protectedBy(one, facts)), notes);
        }
        return switch (question.facts().known().get(CAPTIVE)) {
            case Flag(boolean captive) when !captive -> new Derived(question.with(protectedBy(one, facts)), notes);
            case null, default -> {
                notes.add(new Text(
                        "only its wild populations are in the list: give captive_bred to tell its class",
                        "名录仅限其野外种群：请给出 captive_bred 以确定保护级别"));
                yield new Derived(question.with(facts), notes);
            }
        };
    }

    private static Facts protectedBy(Species one, Facts facts) {
        return with(facts, CLASS, new Choice(one.protection() == Species.Protection.FIRST ? "first" : "second"));
    }

    private static Facts with(Facts facts, String code, FactValue value) {
        FactValue given = facts.known().get(code);
        if (given != null && !given.equals(value)) {
            String problem = "the fact '" + code + "' contradicts the state list; leave it or the species out";
            throw Refusal.of(Reason.INVALID_FIELD, problem)
                    .withViolations(List.of(new Violation("facts", problem)))
                    .asException();
        }
        return facts.with(code, value);
    }

    private static Text found(Species one) {
        boolean first = one.protection() == Species.Protection.FIRST;
        return new Text(
                one.chinese() + " (" + one.latin() + ") is in the state list, " + (first ? "first" : "second")
                        + " class" + (one.aquatic() ? ", aquatic" : ""),
                one.chinese() + "（" + one.latin() + "）列入国家重点保护野生动物名录，" + (first ? "一级" : "二级")
                        + (one.aquatic() ? "，水生" : ""));
    }
}
