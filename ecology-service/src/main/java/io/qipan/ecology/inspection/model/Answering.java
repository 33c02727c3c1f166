package io.qipan.ecology.inspection.model;

import io.qipan.ecology.inspection.model.Answer.Result;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares answers with the template they are to: every item once, and no other. */
public final class Answering {
    private final Template template;
    private final Instant inspectedAt;
    private final List<Violation> violations = new ArrayList<>();

    private Answering(Template template, Instant inspectedAt) {
        this.template = template;
        this.inspectedAt = inspectedAt;
    }

    /** The answers in the order of the template, or everything that is wrong with them. */
    public static Decision<List<Answer>> check(Template template, List<Answer> answers, Instant inspectedAt) {
        return new Answering(template, inspectedAt).check(answers);
    }

    private Decision<List<Answer>> check(List<Answer> answers) {
        Map<String, Answer> byItem = new LinkedHashMap<>();
        for (Answer answer : answers) {
            if (byItem.putIfAbsent(answer.item(), answer) != null) {
                wrong("the item " + answer.item() + " is answered twice");
            }
            check(answer);
        }
        List<Answer> ordered = new ArrayList<>();
        for (Template.Item item : template.items()) {
            Answer answer = byItem.remove(item.code());
            if (answer == null) {
                wrong("the item " + item.code() + " (" + item.text() + ") has no answer");
            } else if (item.transfer() && answer.dueAt().isPresent()) {
                wrong("the item " + item.code()
                        + " is handed on to whom it belongs, in the time of the law; name none");
            } else {
                ordered.add(answer);
            }
        }
        byItem.keySet()
                .forEach(code ->
                        wrong("revision " + template.revision() + " of " + template.name() + " has no item " + code));
        return violations.isEmpty() ? Decision.grant(ordered) : Decision.refuse(refusal());
    }

    private void check(Answer answer) {
        if (answer.result() != Result.IN_ORDER && answer.note().isBlank()) {
            wrong("the item " + answer.item() + " needs a note that says what was seen or why it does not apply");
        }
        if (answer.result() != Result.FINDING && answer.dueAt().isPresent()) {
            wrong("the item " + answer.item() + " is no finding and has a time to put it right");
        }
        answer.dueAt().ifPresent(due -> {
            if (!Hazard.mayWaitUntil(due, inspectedAt)) {
                wrong("the item " + answer.item() + " is to be put right by " + due + ", which is not within "
                        + Hazard.LONGEST.toDays() + " days after the inspection");
            }
            if (answer.dueReason().isBlank()) {
                wrong("the item " + answer.item() + " has a time of its own and no reason for it");
            }
        });
    }

    private void wrong(String text) {
        violations.add(new Violation("answers", text));
    }

    private Refusal refusal() {
        return Refusal.of(
                        Reason.INVALID_FIELD,
                        String.join(
                                        "; ",
                                        violations.stream()
                                                .map(Violation::description)
                                                .toList()) + ".")
                .withViolations(violations);
    }
}
