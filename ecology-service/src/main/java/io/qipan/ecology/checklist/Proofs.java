package io.qipan.ecology.checklist;

import io.qipan.ecology.evidence.EvidenceRecords;
import io.qipan.ecology.fieldwork.FieldRecords;
import io.qipan.ecology.inspection.Inspections;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.util.UUID;

/** What may show that an item is done: it is there and was not annulled. Inside a unit of work only. */
@Singleton
public class Proofs {
    private final EvidenceRecords evidence;
    private final Inspections inspections;
    private final FieldRecords fieldRecords;

    public Proofs(EvidenceRecords evidence, Inspections inspections, FieldRecords fieldRecords) {
        this.evidence = evidence;
        this.inspections = inspections;
        this.fieldRecords = fieldRecords;
    }

    /** @param name of the form that the contract demands */
    void mustShow(String name) {
        int end = name.indexOf('/');
        boolean annulled = switch (name.substring(0, end)) {
            case "evidence" -> evidence.find(id(name)).map(_ -> false).orElseThrow(() -> missing(name));
            case "inspections" ->
                inspections
                        .find(id(name))
                        .map(found -> found.annulled().isPresent())
                        .orElseThrow(() -> missing(name));
            case "fieldRecords" ->
                fieldRecords.find(id(name)).map(found -> found.getAnnulled()).orElseThrow(() -> missing(name));
            default -> throw missing(name);
        };
        if (annulled) {
            throw Refusal.illegalTransition(name, "ANNULLED", "show that something is done")
                    .asException();
        }
    }

    private static UUID id(String name) {
        String text = name.substring(name.indexOf('/') + 1);
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equals(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            throw missing(name);
        }
        throw missing(name);
    }

    private static RuntimeException missing(String name) {
        return Refusal.notFound(name).asException();
    }
}
