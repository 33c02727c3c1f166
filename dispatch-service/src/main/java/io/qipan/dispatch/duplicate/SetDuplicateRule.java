package io.qipan.dispatch.duplicate;

import io.qipan.dispatch.duplicate.model.DuplicateRule;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.proto.dispatch.v1.SetDuplicateRuleRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** Has a rule hold from now on. */
@Singleton
class SetDuplicateRule {
    private final RuleHistory rules;
    private final IncidentRecords incidents;
    private final Journal journal;
    private final InstantSource clock;

    SetDuplicateRule(RuleHistory rules, IncidentRecords incidents, Journal journal, InstantSource clock) {
        this.rules = rules;
        this.incidents = incidents;
        this.journal = journal;
        this.clock = clock;
    }

    DuplicateRule set(SetDuplicateRuleRequest request, Caller caller) {
        String type = request.getType();
        if (!type.equals(DuplicateRule.ANY) && incidents.type(type).isEmpty()) {
            throw Refusal.notFound("incidentTypes/" + type).asException();
        }
        DuplicateRule rule = new DuplicateRule(
                type,
                Times.now(clock),
                Duration.ofSeconds(request.getLookBackS()),
                request.getSpreadM(),
                Duration.ofSeconds(request.getPaceS()),
                request.getFamily(),
                caller.subject());
        rules.put(rule);
        journal.append(rule.name(), "duplicate_rule.set", rule.validFrom(), "", DuplicateMessages.message(rule));
        return rule;
    }
}
