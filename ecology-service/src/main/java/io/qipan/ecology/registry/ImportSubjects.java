package io.qipan.ecology.registry;

import io.qipan.ecology.registry.document.Content;
import io.qipan.ecology.registry.document.Draft;
import io.qipan.ecology.registry.document.Fault;
import io.qipan.ecology.registry.model.Entry;
import io.qipan.ecology.registry.model.RiskBook;
import io.qipan.ecology.registry.model.Subject;
import io.qipan.runtime.place.MapDatum;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.RefusedException;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Adds and revises many subjects at once, or tells why not. */
@Singleton
public class ImportSubjects {
    private static final String NAME = "subjects/-";

    private final Subjects subjects;
    private final SubjectRecords records;
    private final ResponsibleAgencies agencies;
    private final RiskBook book;

    public ImportSubjects(Subjects subjects, SubjectRecords records, ResponsibleAgencies agencies, RiskBook book) {
        this.subjects = subjects;
        this.records = records;
        this.agencies = agencies;
        this.book = book;
    }

    /**
     * An import that somebody asks for.
     *
     * @param base stands for the state that the dry run saw
     */
    public record Order(
            Content content, MapDatum datum, boolean dryRun, String base, String reason, String by, Instant at) {}

    /** What was found, and what is, or would be, done. */
    public record Outcome(List<Fault> faults, int added, int revised, int unchanged, String base) {}

    public Outcome run(Order order) {
        List<Fault> faults = new ArrayList<>(order.content().faults());
        Map<String, Draft> drafts = new LinkedHashMap<>();
        order.content().drafts().forEach(draft -> drafts.put(SubjectMessages.name(draft.entry()), draft));
        Map<String, Subject> present = (order.dryRun()
                        ? subjects.find(drafts.keySet())
                        : subjects.lock(drafts.keySet()))
                .stream().collect(Collectors.toMap(Subject::name, subject -> subject));
        String base = base(present);
        if (!order.dryRun() && !base.equals(order.base())) {
            throw Refusal.staleEtag(NAME, order.base(), base).asException();
        }
        Plan plan = plan(order, drafts, present, faults);
        if (!faults.isEmpty()) {
            faults.sort((one, other) -> Integer.compare(one.index(), other.index()));
            return new Outcome(faults, 0, 0, 0, base);
        }
        if (!order.dryRun()) {
            carryOut(plan, base);
        }
        return new Outcome(
                List.of(),
                plan.added().size(),
                plan.revised().size(),
                drafts.size() - plan.added().size() - plan.revised().size(),
                base);
    }

    private record Plan(List<Subject> added, List<Subject> revised) {}

    private Plan plan(Order order, Map<String, Draft> drafts, Map<String, Subject> present, List<Fault> faults) {
        Set<String> unknown = agencies.unknown(
                drafts.values().stream().map(draft -> draft.entry().getAgency()).collect(Collectors.toSet()));
        Plan plan = new Plan(new ArrayList<>(), new ArrayList<>());
        drafts.forEach((name, draft) -> {
            Subject there = present.get(name);
            String agency = draft.entry().getAgency();
            if (unknown.contains(agency)) {
                faults.add(fault(draft, "There is no " + agency + ". Register it, or correct it."));
                return;
            }
            try {
                Instant from = there == null ? order.at() : there.entry().from();
                Entry entry = SubjectMessages.entry(draft.entry(), draft.geometry(), order.datum(), from);
                if (there == null) {
                    plan.added().add(Subject.register(entry, order.by(), order.reason(), order.at(), book));
                } else if (!there.entry().saysTheSameAs(entry)) {
                    plan.revised().add(there.revised(entry, order.by(), order.reason(), order.at(), book));
                }
            } catch (RefusedException e) {
                faults.add(fault(draft, e.refusal().message()));
            }
        });
        return plan;
    }

    private static Fault fault(Draft draft, String text) {
        return new Fault(draft.index(), draft.entry().getCode(), text);
    }

    private void carryOut(Plan plan, String base) {
        if (!plan.revised().isEmpty()) {
            records.revised(plan.revised());
        }
        if (!plan.added().isEmpty() && !records.registered(plan.added()).isEmpty()) {
            // Somebody has registered one of them since we looked.
            throw Refusal.staleEtag(NAME, base, "").asException();
        }
    }

    /** A hash over the names and revisions of what is there. */
    private static String base(Map<String, Subject> present) {
        String text = present.values().stream()
                .map(subject -> subject.name() + " " + subject.revision())
                .sorted()
                .collect(Collectors.joining("\n"));
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }
}
