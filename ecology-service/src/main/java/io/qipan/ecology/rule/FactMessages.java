package io.qipan.ecology.rule;

import io.qipan.ecology.rule.model.FactValue;
import io.qipan.ecology.rule.model.FactValue.Amount;
import io.qipan.ecology.rule.model.FactValue.Choice;
import io.qipan.ecology.rule.model.FactValue.Flag;
import io.qipan.ecology.rule.model.Facts;
import io.qipan.ecology.rule.model.Text;
import io.qipan.proto.ecology.v1.Fact;
import io.qipan.proto.ecology.v1.FactType;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Facts on the wire and in the model. */
final class FactMessages {

    private FactMessages() {}

    static Facts facts(List<Fact> messages) {
        Map<String, FactValue> known = new HashMap<>();
        for (Fact message : messages) {
            if (known.put(message.getCode(), value(message)) != null) {
                String text = "the fact '" + message.getCode() + "' comes twice";
                throw Refusal.of(Reason.INVALID_FIELD, text)
                        .withViolations(List.of(new Violation("facts", text)))
                        .asException();
            }
        }
        return new Facts(known);
    }

    private static FactValue value(Fact message) {
        return switch (message.getValueCase()) {
            case NUMBER -> new Amount(message.getNumber());
            case FLAG -> new Flag(message.getFlag());
            case CHOICE -> new Choice(message.getChoice());
            case VALUE_NOT_SET ->
                throw new IllegalArgumentException("A fact without a value passed the rules of fields");
        };
    }

    /** By code. */
    static List<Fact> messages(Facts facts) {
        return new TreeMap<>(facts.known())
                .entrySet().stream()
                        .map(fact -> message(fact.getKey(), fact.getValue()))
                        .toList();
    }

    private static Fact message(String code, FactValue value) {
        Fact.Builder message = Fact.newBuilder().setCode(code);
        return switch (value) {
            case Amount(double number) -> message.setNumber(number).build();
            case Flag(boolean is) -> message.setFlag(is).build();
            case Choice(String option) -> message.setChoice(option).build();
        };
    }

    static FactType message(io.qipan.ecology.rule.model.FactType type) {
        FactType.Builder message = FactType.newBuilder()
                .setCode(type.code())
                .setNameEn(type.name().en())
                .setNameZh(type.name().zh())
                .setKind(FactType.Kind.valueOf(type.kind().name()))
                .setUnit(type.unit());
        type.options()
                .forEach(option -> message.addOptions(FactType.Option.newBuilder()
                        .setCode(option.code())
                        .setNameEn(option.name().en())
                        .setNameZh(option.name().zh())));
        return message.build();
    }

    static io.qipan.ecology.rule.model.FactType type(FactType message) {
        return new io.qipan.ecology.rule.model.FactType(
                message.getCode(),
                new Text(message.getNameEn(), message.getNameZh()),
                io.qipan.ecology.rule.model.FactType.Kind.valueOf(
                        message.getKind().name()),
                message.getUnit(),
                message.getOptionsList().stream()
                        .map(option -> new io.qipan.ecology.rule.model.FactType.Option(
                                option.getCode(), new Text(option.getNameEn(), option.getNameZh())))
                        .toList());
    }
}
