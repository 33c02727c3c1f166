package io.qipan.proto;

import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import io.qipan.proto.common.v1.Access;
import io.qipan.proto.common.v1.AccessOuterClass;
import io.qipan.proto.common.v1.Scope;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Collectors;

/** Who may call what, and whose rows it reaches, of the contract for people. */
final class AccessText {

    private AccessText() {}

    static String of(Collection<FileDescriptor> files) {
        StringBuilder text = new StringBuilder("""
            # Who may call what

            Generated from the rule that each RPC declares in its contract, `qipan.common.v1.Access`, which
            says what the words mean.
            Change it there, then `./mvnw -pl proto test -Dcontract.update=true`. A role that is not named is refused.
            """);
        files.stream()
                .flatMap(file -> file.getServices().stream())
                .sorted(Comparator.comparing(ServiceDescriptor::getFullName))
                .forEach(service -> text.append(table(service)));
        return text.toString();
    }

    private static String table(ServiceDescriptor service) {
        return "\n## " + service.getFullName()
                + "\n| RPC | roles | rows of another agency | rows of a unit |\n|---|---|---|---|\n"
                + service.getMethods().stream().map(AccessText::row).collect(Collectors.joining());
    }

    private static String row(MethodDescriptor method) {
        Access access = method.getOptions().getExtension(AccessOuterClass.access);
        String roles = access.getAnyone()
                ? "anyone, also without a token"
                : access.getAllowList().stream().map(Enum::name).collect(Collectors.joining(", "));
        return "| " + method.getName() + " | " + roles + " | " + word(access.getAgencies()) + " | "
                + word(access.getUnits()) + " |\n";
    }

    private static String word(Scope scope) {
        return switch (scope) {
            case SCOPE_UNSPECIFIED, NO_ROWS, UNRECOGNIZED -> "none";
            case ALL_ROWS -> "all";
            case OWN_ROWS -> "its own";
            case SHARED_ROWS -> "shared with it";
        };
    }
}
