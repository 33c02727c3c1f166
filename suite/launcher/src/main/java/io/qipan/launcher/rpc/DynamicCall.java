package io.qipan.launcher.rpc;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import io.qipan.launcher.UserError;
import java.io.PrintWriter;
import java.util.Iterator;

/** One call of a method known by its description only. A stream prints one line of JSON per message. */
final class DynamicCall {

    private final Contract contract;
    private final com.google.protobuf.Descriptors.MethodDescriptor method;

    DynamicCall(Contract contract, com.google.protobuf.Descriptors.MethodDescriptor method) {
        this.contract = contract;
        this.method = method;
        if (method.isClientStreaming()) {
            throw new UserError(
                    method.getFullName() + " takes a stream of requests, which this command does not send.");
        }
    }

    void run(Channel channel, CallOptions options, String json, PrintWriter out) {
        DynamicMessage request = new RequestJson(contract).parse(json, method.getInputType());
        JsonFormat.Printer printer =
                JsonFormat.printer().preservingProtoFieldNames().usingTypeRegistry(contract.types());
        if (!method.isServerStreaming()) {
            print(ClientCalls.blockingUnaryCall(channel, descriptor(), options, request), printer, out);
            return;
        }
        JsonFormat.Printer line = printer.omittingInsignificantWhitespace();
        Iterator<DynamicMessage> responses =
                ClientCalls.blockingServerStreamingCall(channel, descriptor(), options, request);
        while (responses.hasNext()) {
            print(responses.next(), line, out);
        }
    }

    private static void print(DynamicMessage response, JsonFormat.Printer printer, PrintWriter out) {
        try {
            out.println(printer.print(response));
            out.flush();
        } catch (InvalidProtocolBufferException e) {
            throw new UserError("The response cannot be shown as JSON: " + e.getMessage(), e);
        }
    }

    private MethodDescriptor<DynamicMessage, DynamicMessage> descriptor() {
        return MethodDescriptor.<DynamicMessage, DynamicMessage>newBuilder()
                .setType(method.isServerStreaming() ? MethodType.SERVER_STREAMING : MethodType.UNARY)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(
                        method.getService().getFullName(), method.getName()))
                .setRequestMarshaller(marshaller(method.getInputType()))
                .setResponseMarshaller(marshaller(method.getOutputType()))
                .build();
    }

    private static MethodDescriptor.Marshaller<DynamicMessage> marshaller(Descriptor type) {
        return ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(type));
    }
}
