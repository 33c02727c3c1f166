package io.qipan.ecology.checklist;

import io.qipan.ecology.checklist.model.ChecklistTemplate;
import java.util.List;
import java.util.Optional;

/** All revisions of all templates. Inside a unit of work only. */
public interface ChecklistTemplates {

    /** Keeps a new revision, unless there is one of this number: then nothing happens and the answer is false. */
    boolean add(ChecklistTemplate template);

    Optional<ChecklistTemplate> newest(String name);

    /** Like {@link #newest}; nobody else who locks it goes on until this unit of work ends. */
    Optional<ChecklistTemplate> lockNewest(String name);

    Optional<ChecklistTemplate> find(String name, int revision);

    /** The newest of each, by name. */
    List<ChecklistTemplate> list(Optional<String> after, int most);
}
