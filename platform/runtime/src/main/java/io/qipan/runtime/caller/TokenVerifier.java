package io.qipan.runtime.caller;

/** Turns a token into the caller it proves. */
public interface TokenVerifier {

    /** Throws a refusal, TOKEN_INVALID or TOKEN_EXPIRED, if the token proves nobody. */
    Caller verify(String token);
}
