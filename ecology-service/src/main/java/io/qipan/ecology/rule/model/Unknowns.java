package io.qipan.ecology.rule.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Gathers the facts on which something hangs. */
final class Unknowns {

    /** A fact, and what was noted of it; each line once for each rule. */
    private record Noted(FactType type, List<UnknownFact.Change> changes, Set<UnknownFact.Change> seen) {}

    private final Map<String, Noted> byCode = new TreeMap<>();

    void note(FactType type, String rule, Text text) {
        Noted noted = byCode.computeIfAbsent(type.code(), _ -> new Noted(type, new ArrayList<>(), new HashSet<>()));
        UnknownFact.Change change = new UnknownFact.Change(rule, text);
        if (noted.seen().add(change)) {
            noted.changes().add(change);
        }
    }

    /** Of the rules that are told, by code. */
    List<UnknownFact> of(List<AppliedRule> applied, List<AppliedRule> possible) {
        Set<String> told = new HashSet<>();
        applied.forEach(rule -> told.add(rule.rule().id()));
        possible.forEach(rule -> told.add(rule.rule().id()));
        List<UnknownFact> unknown = new ArrayList<>();
        for (Noted noted : byCode.values()) {
            List<UnknownFact.Change> changes = noted.changes().stream()
                    .filter(change -> told.contains(change.ruleId()))
                    .toList();
            if (!changes.isEmpty()) {
                unknown.add(new UnknownFact(noted.type(), changes));
            }
        }
        return unknown;
    }
}
