package io.qipan.ecology.rule.file;

import io.qipan.ecology.rule.model.RuleSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A rule set and the files it was read from.
 *
 * @param files by name, in the order in which they were read
 */
public record LoadedRules(RuleSet rules, Map<String, byte[]> files) {

    public LoadedRules {
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    }
}
