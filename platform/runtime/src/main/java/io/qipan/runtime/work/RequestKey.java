package io.qipan.runtime.work;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.qipan.runtime.caller.Caller;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.UUID;

/** Identifies one intention of one caller: a repeat with the same body gets the first answer, another body is refused. */
public record RequestKey(String caller, String method, UUID requestId, byte[] bodyHash) {

    /** The key of a request that has a field {@code request_id}, sent by the current caller. */
    public static RequestKey of(Message request) {
        FieldDescriptor field = request.getDescriptorForType().findFieldByName("request_id");
        if (field == null) {
            throw new IllegalArgumentException(request.getDescriptorForType().getFullName()
                    + " has no request_id, so it must not change anything");
        }
        return new RequestKey(
                Caller.current().subject(),
                request.getDescriptorForType().getFullName(),
                UUID.fromString((String) request.getField(field)),
                sha256(request.toByteArray()));
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RequestKey key && sameRequest(key) && Arrays.equals(bodyHash, key.bodyHash);
    }

    @Override
    public int hashCode() {
        return requestId.hashCode();
    }

    /** Whether both name the same intention, whatever their bodies. */
    public boolean sameRequest(RequestKey key) {
        return caller.equals(key.caller) && method.equals(key.method) && requestId.equals(key.requestId);
    }
}
