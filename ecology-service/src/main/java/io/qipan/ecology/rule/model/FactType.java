package io.qipan.ecology.rule.model;

import java.util.List;

/**
 * A kind of fact that rules ask for.
 *
 * @param unit of a number; empty for others
 * @param options of a choice; empty for others
 */
public record FactType(String code, Text name, Kind kind, String unit, List<Option> options) {

    /** Documented in {@code qipan.ecology.v1.FactType.Kind}. */
    public enum Kind {
        NUMBER,
        FLAG,
        CHOICE
    }

    /** One answer of a choice. */
    public record Option(String code, Text name) {}

    public FactType {
        options = List.copyOf(options);
    }

    public boolean hasOption(String option) {
        return options.stream().anyMatch(o -> o.code().equals(option));
    }

    Text nameOf(String option) {
        return options.stream()
                .filter(o -> o.code().equals(option))
                .map(Option::name)
                .findFirst()
                .orElse(new Text(option, option));
    }

    /** Whether the value is one that such a fact can have. */
    public boolean takes(FactValue value) {
        return switch (value) {
            case FactValue.Amount _ -> kind == Kind.NUMBER;
            case FactValue.Flag _ -> kind == Kind.FLAG;
            case FactValue.Choice(String option) -> kind == Kind.CHOICE && hasOption(option);
        };
    }
}
