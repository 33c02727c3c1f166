package io.qipan.ecology.procedure.model;

import io.qipan.ecology.oversight.model.TransitionTable;
import io.qipan.ecology.procedure.model.Move.ApproveSeizure;
import io.qipan.ecology.procedure.model.Move.EndSeizure;
import io.qipan.ecology.procedure.model.Move.GiveToKeeper;
import io.qipan.ecology.procedure.model.Move.SeizeItems;
import io.qipan.ecology.procedure.model.Seizure.Kind;
import io.qipan.ecology.procedure.model.Seizure.Outcome;
import io.qipan.runtime.refusal.Decision;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What can become of one seizure of police, before a penalty and a transfer. */
class SeizureTransitionsTest {

    private static Function<Procedure, Decision<Procedure>> step(Move move) {
        return before -> {
            ProcedureScenario scenario = new ProcedureScenario();
            scenario.procedure = before;
            return scenario.take(move);
        };
    }

    private static String word(Procedure procedure) {
        if (procedure.seizures().isEmpty()) {
            return "nothing";
        }
        Seizure first = procedure.seizures().getFirst();
        return (first.kind()
                        + (first.isApproved() ? "" : " unapproved")
                        + first.keeper().map(_ -> " kept").orElse("")
                        + first.end().map(end -> " " + end.outcome()).orElse(""))
                .toLowerCase(Locale.ROOT);
    }

    @Test
    void thePublishedTableIsWhatTheRulesDo() {
        Map<String, Function<Procedure, Decision<Procedure>>> acts = new TreeMap<>();
        for (Kind kind : Kind.values()) {
            acts.put(
                    "seize_items as " + kind,
                    before -> before.seizures().isEmpty()
                            ? step(new SeizeItems(
                                            kind, List.of(new Seizure.Item("net", 1, "piece")), "d", "h", List.of()))
                                    .apply(before)
                            : Decision.grant(before));
        }
        for (Kind kind : List.of(Kind.SEIZED, Kind.SEALED)) {
            acts.put(
                    "seize_on_the_spot as " + kind,
                    before -> before.seizures().isEmpty()
                            ? step(OnTheSpotTest.taking(kind)).apply(before)
                            : Decision.grant(before));
        }
        acts.put("approve_seizure", step(new ApproveSeizure(1, "head zhao")));
        acts.put("give_to_keeper", step(new GiveToKeeper(1, "store")));
        for (Outcome outcome : Outcome.values()) {
            acts.put("end_seizure as " + outcome, step(new EndSeizure(1, outcome, List.of())));
        }
        TransitionTable.check("seizure", Procedure.NONE, acts, SeizureTransitionsTest::word);
    }
}
