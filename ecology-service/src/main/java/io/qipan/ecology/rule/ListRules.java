package io.qipan.ecology.rule;

import io.qipan.ecology.rule.model.RuleDescription;
import io.qipan.ecology.rule.model.RuleSet;
import io.qipan.runtime.page.Page;
import jakarta.inject.Singleton;
import java.util.List;

/** All rules, by id. */
@Singleton
public class ListRules {
    private final RuleSet rules;

    public ListRules(RuleSet rules) {
        this.rules = rules;
    }

    /** One more than the page, to tell whether another follows. */
    public List<RuleDescription> list(Page page) {
        return rules.descriptions().stream()
                .filter(rule ->
                        page.after().map(last -> rule.id().compareTo(last) > 0).orElse(true))
                .limit(page.size() + 1L)
                .toList();
    }

    public String revision() {
        return rules.revision();
    }
}
