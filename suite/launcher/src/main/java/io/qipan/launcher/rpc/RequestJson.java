package io.qipan.launcher.rpc;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.qipan.launcher.UserError;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a request from JSON, and says what was meant when a name in it does not exist. */
final class RequestJson {

    private static final Pattern UNKNOWN_FIELD = Pattern.compile("Cannot find field: (.+) in message (\\S+)");
    private static final Pattern UNKNOWN_VALUE = Pattern.compile("Invalid enum value: (.+) for enum type: (\\S+)");

    private final Contract contract;

    RequestJson(Contract contract) {
        this.contract = contract;
    }

    DynamicMessage parse(String json, Descriptor type) {
        DynamicMessage.Builder request = DynamicMessage.newBuilder(type);
        try {
            JsonFormat.parser().usingTypeRegistry(contract.types()).merge(json, request);
            return request.build();
        } catch (InvalidProtocolBufferException e) {
            throw sentence(String.valueOf(e.getMessage()), type);
        }
    }

    private UserError sentence(String problem, Descriptor type) {
        Matcher field = UNKNOWN_FIELD.matcher(problem);
        if (field.find()) {
            String message = field.group(2);
            List<String> names = contract.message(message).stream()
                    .flatMap(known -> known.getFields().stream())
                    .map(FieldDescriptor::getName)
                    .toList();
            return unknown(message, "field", field.group(1), names);
        }
        Matcher value = UNKNOWN_VALUE.matcher(problem);
        if (value.find()) {
            List<String> names = contract.enumeration(value.group(2)).map(EnumDescriptor::getValues).stream()
                    .flatMap(List::stream)
                    .map(EnumValueDescriptor::getName)
                    .toList();
            return unknown(value.group(2), "value", value.group(1).replace("\"", ""), names);
        }
        return new UserError("The request does not read as " + type.getFullName() + ": "
                + problem.replaceAll("\\b[a-z]+(\\.[a-z]+)+\\.[A-Z]\\w*Exception: ", ""));
    }

    private static UserError unknown(String type, String kind, String written, List<String> names) {
        String known =
                names.isEmpty() ? "\nIt has none; write {}." : Contract.list("Its " + kind + "s are", names.stream());
        return new UserError(
                type + " has no " + kind + " '" + written + "'." + Nearest.question(written, names) + known);
    }
}
