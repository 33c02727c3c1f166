package io.qipan.ecology.registry.document;

import java.util.List;

/** What was read. It may be used if there is no fault. */
public record Content(List<Draft> drafts, List<Fault> faults) {

    public Content {
        drafts = List.copyOf(drafts);
        faults = List.copyOf(faults);
    }
}
