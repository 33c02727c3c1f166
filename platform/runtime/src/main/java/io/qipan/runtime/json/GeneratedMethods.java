package io.qipan.runtime.json;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import io.grpc.protobuf.ProtoUtils;

/** A method as its contract describes it, whatever classes it is bound with. */
final class GeneratedMethods {

    private GeneratedMethods() {}

    static MethodDescriptor<Message, Message> typed(MethodDescriptor<?, ?> bound) {
        if (!(bound.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier supplier)) {
            throw new IllegalArgumentException(bound.getFullMethodName() + " has no contract");
        }
        var method = supplier.getMethodDescriptor();
        return bound.toBuilder(marshaller(method.getInputType()), marshaller(method.getOutputType()))
                .build();
    }

    private static MethodDescriptor.Marshaller<Message> marshaller(Descriptor type) {
        return ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(type));
    }
}
