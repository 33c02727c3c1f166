package io.qipan.ecology.inspection;

import io.qipan.ecology.inspection.model.Template;
import java.util.List;
import java.util.Optional;

/** All revisions of all templates. Inside a unit of work only. */
public interface Templates {

    /** Keeps a new revision, unless there is one of this number: then nothing happens and the answer is false. */
    boolean add(Template template);

    Optional<Template> newest(String name);

    Optional<Template> find(String name, int revision);

    /** The newest of each, by name. */
    List<Template> list(Optional<String> after, int most);
}
