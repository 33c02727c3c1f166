package io.qipan.runtime.json;

import com.google.protobuf.DescriptorProtos;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.ErrorDetailsProto;
import io.grpc.ServerServiceDefinition;
import io.grpc.protobuf.ProtoFileDescriptorSupplier;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Messages as JSON, by the protobuf mapping, with the field names of the contract. */
final class JsonMessages {
    private static final JsonFormat.Printer ERROR_DETAILS = JsonFormat.printer()
            .preservingProtoFieldNames()
            .usingTypeRegistry(TypeRegistry.newBuilder()
                    .add(ErrorDetailsProto.getDescriptor().getMessageTypes())
                    .build());

    private final JsonFormat.Printer printer;
    private final JsonFormat.Parser parser;

    JsonMessages(Collection<ServerServiceDefinition> services) {
        TypeRegistry.Builder types = TypeRegistry.newBuilder();
        Set<String> seen = new HashSet<>();
        for (ServerServiceDefinition service : services) {
            Object schema = service.getServiceDescriptor().getSchemaDescriptor();
            if (schema instanceof ProtoFileDescriptorSupplier supplier) {
                add(supplier.getFileDescriptor(), seen, types);
            }
        }
        TypeRegistry registry = types.build();
        this.printer = JsonFormat.printer().preservingProtoFieldNames().usingTypeRegistry(registry);
        this.parser = JsonFormat.parser().usingTypeRegistry(registry);
    }

    private static void add(FileDescriptor file, Set<String> seen, TypeRegistry.Builder types) {
        if (!seen.add(file.getFullName())
                || file.getPackage().equals(DescriptorProtos.getDescriptor().getPackage())) {
            return;
        }
        types.add(file.getMessageTypes());
        file.getDependencies().forEach(dependency -> add(dependency, seen, types));
    }

    static String print(MessageOrBuilder message) throws InvalidProtocolBufferException {
        return ERROR_DETAILS.print(message);
    }

    String write(Message message) throws InvalidProtocolBufferException {
        return printer.omittingInsignificantWhitespace().print(message);
    }

    Message read(String json, Message prototype) throws InvalidProtocolBufferException {
        Message.Builder builder = prototype.newBuilderForType();
        parser.merge(json.isBlank() ? "{}" : json, builder);
        Message message = builder.build();
        // Half of a surrogate pair, which an escape can say and UTF-8 cannot, would become a question mark.
        if (json.contains("\\u")
                && !message.equals(
                        builder.clear().mergeFrom(message.toByteArray()).build())) {
            throw new InvalidProtocolBufferException("it escapes half of a surrogate pair");
        }
        return message;
    }
}
