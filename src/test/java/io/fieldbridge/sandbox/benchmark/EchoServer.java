package io.fieldbridge.sandbox.benchmark;

import com.salesforce.eventbus.protobuf.FetchResponse;
import com.salesforce.eventbus.protobuf.PubSubGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;

/** A gRPC stream that sends back each message as it came. */
final class EchoServer implements AutoCloseable {

  static final MethodDescriptor<FetchResponse, FetchResponse> ECHO =
      MethodDescriptor.<FetchResponse, FetchResponse>newBuilder()
          .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
          .setFullMethodName("benchmark.Echo/echo")
          .setRequestMarshaller(PubSubGrpc.getSubscribeMethod().getResponseMarshaller())
          .setResponseMarshaller(PubSubGrpc.getSubscribeMethod().getResponseMarshaller())
          .build();

  private final Server server;

  EchoServer() throws IOException {
    ServiceDescriptor service =
        ServiceDescriptor.newBuilder("benchmark.Echo").addMethod(ECHO).build();
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .addService(
                ServerServiceDefinition.builder(service)
                    .addMethod(ECHO, ServerCalls.asyncBidiStreamingCall(EchoServer::echo))
                    .build())
            .build()
            .start();
  }

  int port() {
    return server.getPort();
  }

  private static StreamObserver<FetchResponse> echo(StreamObserver<FetchResponse> client) {
    return new StreamObserver<>() {
      @Override
      public void onNext(FetchResponse message) {
        client.onNext(message);
      }

      @Override
      public void onError(Throwable gone) {
        client.onCompleted();
      }

      @Override
      public void onCompleted() {
        client.onCompleted();
      }
    };
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
