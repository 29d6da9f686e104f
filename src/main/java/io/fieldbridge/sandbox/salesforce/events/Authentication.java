package io.fieldbridge.sandbox.salesforce.events;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;

/** Lets a call in only with the three headers of a valid session. */
final class Authentication implements ServerInterceptor {
  static final Context.Key<String> ACCESS_TOKEN = Context.key("accesstoken");

  private static final Metadata.Key<String> TOKEN = header("accesstoken");
  private static final Metadata.Key<String> INSTANCE = header("instanceurl");
  private static final Metadata.Key<String> TENANT = header("tenantid");

  private final TokenCheck tokens;

  Authentication(TokenCheck tokens) {
    this.tokens = tokens;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    return switch (verdict(headers)) {
      case ACCEPTED ->
          Contexts.interceptCall(
              Context.current().withValue(ACCESS_TOKEN, headers.get(TOKEN)), call, headers, next);
      case TOKEN_INVALID -> refuse(call, PubSubError.AUTHENTICATION);
      case HEADERS_INVALID -> refuse(call, PubSubError.AUTHENTICATION_HEADERS);
    };
  }

  private TokenCheck.Verdict verdict(Metadata headers) {
    String token = headers.get(TOKEN);
    String instance = headers.get(INSTANCE);
    String tenant = headers.get(TENANT);
    return token == null || instance == null || tenant == null
        ? TokenCheck.Verdict.HEADERS_INVALID
        : tokens.check(token, instance, tenant);
  }

  private static <Q, A> ServerCall.Listener<Q> refuse(ServerCall<Q, A> call, PubSubError error) {
    StatusRuntimeException refusal = error.exception();
    call.close(refusal.getStatus(), refusal.getTrailers());
    return new ServerCall.Listener<>() {};
  }

  private static Metadata.Key<String> header(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }
}
