package io.qipan.proto;

import build.buf.validate.ValidateProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import io.qipan.proto.common.v1.Access;
import io.qipan.proto.common.v1.AccessOuterClass;
import io.qipan.proto.common.v1.Scope;
import java.util.Collection;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/** What clients depend on, one fact in each line: names, numbers, types, and the rules that decide what is taken. */
final class ContractText {

    private final SortedSet<String> lines = new TreeSet<>();

    private ContractText() {}

    static SortedSet<String> of(Collection<FileDescriptor> files) {
        ContractText text = new ContractText();
        for (FileDescriptor file : files) {
            file.getMessageTypes().forEach(text::message);
            file.getEnumTypes().forEach(text::enumeration);
            file.getServices().forEach(text::service);
        }
        return text.lines;
    }

    private void message(Descriptor type) {
        lines.add("message " + type.getFullName() + rules(type.getOptions().getExtension(ValidateProto.message)));
        type.getFields()
                .forEach(field -> lines.add("field " + type.getFullName() + " = "
                        + String.format(Locale.ROOT, "%03d", field.getNumber()) + " " + described(field)));
        type.getNestedTypes().forEach(this::message);
        type.getEnumTypes().forEach(this::enumeration);
    }

    private static String described(FieldDescriptor field) {
        OneofDescriptor oneof = field.getRealContainingOneof();
        String label = field.isRepeated() ? "repeated " : field.hasPresence() ? "optional " : "";
        String type = switch (field.getJavaType()) {
            case MESSAGE -> field.getMessageType().getFullName();
            case ENUM -> field.getEnumType().getFullName();
            default -> field.getType().name().toLowerCase(Locale.ROOT);
        };
        return field.getName() + " " + label + type + (oneof == null ? "" : " in " + described(oneof))
                + rules(field.getOptions().getExtension(ValidateProto.field));
    }

    private static String described(OneofDescriptor oneof) {
        return oneof.getName() + rules(oneof.getOptions().getExtension(ValidateProto.oneof));
    }

    /** A rule that becomes stricter refuses what was taken before, so it belongs to the fact it is about. */
    private static String rules(Message declared) {
        String text = TextFormat.printer()
                .escapingNonAscii(false)
                .emittingSingleLine(true)
                .printToString(declared)
                .strip();
        return text.isEmpty() ? "" : " {" + text + "}";
    }

    private void enumeration(EnumDescriptor type) {
        type.getValues()
                .forEach(value -> lines.add("enum " + type.getFullName() + " = "
                        + String.format(Locale.ROOT, "%03d", value.getNumber()) + " " + value.getName()));
    }

    private void service(ServiceDescriptor service) {
        service.getMethods().forEach(this::method);
    }

    private void method(MethodDescriptor method) {
        lines.add("rpc " + method.getFullName() + " (" + stream(method.isClientStreaming())
                + method.getInputType().getFullName() + ") returns (" + stream(method.isServerStreaming())
                + method.getOutputType().getFullName() + ")");
        access(method.getFullName(), method.getOptions().getExtension(AccessOuterClass.access));
    }

    private void access(String method, Access access) {
        access.getAllowList().forEach(role -> lines.add("access " + method + " " + role));
        if (access.getAnyone()) {
            lines.add("access " + method + " anyone");
        }
        lines.add("access " + method + " agencies: " + access.getAgencies());
        if (access.getUnits() != Scope.SCOPE_UNSPECIFIED) {
            lines.add("access " + method + " units: " + access.getUnits());
        }
    }

    private static String stream(boolean streaming) {
        return streaming ? "stream " : "";
    }
}
