package io.qipan.ecology.rule;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Every rule set that was ever loaded, as files. */
public interface RuleSets {

    /** Keeps the files of a revision, unless they are kept already. */
    void keep(String revision, Map<String, byte[]> files, Instant loadedAt);

    /** The files of a revision by name, in the order in which they were read. */
    Optional<Map<String, byte[]>> find(String revision);
}
