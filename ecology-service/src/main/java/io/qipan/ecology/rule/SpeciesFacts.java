package io.qipan.ecology.rule;

import io.qipan.ecology.rule.model.Act;
import io.qipan.ecology.rule.model.FactValue;
import io.qipan.ecology.rule.model.FactValue.Choice;
import io.qipan.ecology.rule.model.FactValue.Flag;
import io.qipan.ecology.rule.model.Facts;
import io.qipan.ecology.rule.model.Question;
import io.qipan.ecology.rule.model.Text;
import io.qipan.ecology.species.KnownSpecies;
import io.qipan.ecology.species.KnownSpecies.Known;
import io.qipan.ecology.species.model.NameIndex.Named;
import io.qipan.ecology.species.model.Species;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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

    /**
     * The question with what follows, and how it follows.
     *
     * @param list the one by which the species was judged
     */
    public record Derived(Question question, List<Text> notes, Optional<String> list) {}

    /** Outside of a unit of work. Refuses a species that is not in the list, and facts that contradict it. */
    public Derived derive(Question question, Optional<String> name) {
        return name.map(given -> derive(question, given))
                .orElseGet(() -> new Derived(question, List.of(), Optional.empty()));
    }

    private Derived derive(Question question, String name) {
        Known known = species.on(question.at().atZone(Act.ZONE).toLocalDate())
                .orElseThrow(() -> Refusal.notFound("species/" + name).asException());
        Named named = known.names()
                .named(name)
                .orElseThrow(() -> Refusal.notFound("species/" + name).asException());
        List<Text> notes = new ArrayList<>(SpeciesNotes.found(name, named, known.list()));
        Facts facts = question.facts();
        if (all(named, Species::aquatic)) {
            facts = with(facts, AQUATIC, new Flag(named.species().getFirst().aquatic()));
        }
        boolean decided = all(named, Species::protection) && isProtected(named, question.facts(), notes);
        return new Derived(
                question.with(decided ? protectedBy(named.species().getFirst(), facts) : facts),
                notes,
                Optional.of(known.list().name()));
    }

    private static boolean all(Named named, Function<Species, Object> part) {
        return named.species().stream().map(part).distinct().count() == 1;
    }

    /** Of some species only populations are in the list, and this animal may not be of them. */
    private static boolean isProtected(Named named, Facts facts, List<Text> notes) {
        if (named.species().stream().noneMatch(Species::populationsOnly)) {
            return true;
        }
        boolean wildOnly = named.species().stream().allMatch(one -> one.wildOnly() || !one.populationsOnly());
        if (!wildOnly) {
            notes.add(SpeciesNotes.populations(named));
            return false;
        }
        return switch (facts.known().get(CAPTIVE)) {
            case Flag(boolean captive) when !captive -> true;
            case Flag _ -> {
                notes.add(SpeciesNotes.BRED);
                yield false;
            }
            case null, default -> {
                notes.add(SpeciesNotes.WILD_ONLY);
                yield false;
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
}
