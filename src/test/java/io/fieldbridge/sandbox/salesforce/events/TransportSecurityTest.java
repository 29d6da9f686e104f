package io.fieldbridge.sandbox.salesforce.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.salesforce.eventbus.protobuf.PubSubGrpc;
import com.salesforce.eventbus.protobuf.TopicRequest;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.FileInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a certificate the Pub/Sub API speaks TLS, as the vendor's does. */
class TransportSecurityTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private Path folder;

  @Test
  void a_client_that_trusts_the_certificate_is_served() throws Exception {
    PubSubSettings.Certificate certificate = certificate();
    EventLog log =
        new EventLog(InstantSource.system(), EventLogSettings.defaults(), (e, id) -> null);
    PubSubSettings settings =
        PubSubSettings.defaults(0, ServedOrg.TENANT).withCertificate(certificate);
    try (PubSubServer server =
        new PubSubServer(log, (a, b, c) -> TokenCheck.Verdict.ACCEPTED, settings).start()) {
      ManagedChannel channel =
          NettyChannelBuilder.forAddress("localhost", server.port())
              .sslContext(
                  GrpcSslContexts.forClient().trustManager(certificate.chain().toFile()).build())
              .build();
      TopicRequest request = TopicRequest.newBuilder().setTopicName("/data/ChangeEvents").build();
      assertThat(
              PubSubGrpc.newBlockingStub(channel)
                  .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(session()))
                  .getTopic(request)
                  .getCanSubscribe())
          .isTrue();
      channel.shutdownNow();
    }
  }

  private static Metadata session() {
    Metadata headers = new Metadata();
    for (String name : List.of("accesstoken", "instanceurl", "tenantid")) {
      headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), "any");
    }
    return headers;
  }

  private PubSubSettings.Certificate certificate() throws Exception {
    Path store = folder.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .start();
    assertThat(keytool.waitFor()).as(() -> "exit code of keytool").isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream input = new FileInputStream(store.toFile())) {
      keys.load(input, PASSWORD);
    }
    return new PubSubSettings.Certificate(
        pem("CERTIFICATE", keys.getCertificate("server").getEncoded()),
        pem("PRIVATE KEY", keys.getKey("server", PASSWORD).getEncoded()));
  }

  private Path pem(String kind, byte[] content) throws Exception {
    String text =
        "-----BEGIN %s-----%n%s%n-----END %s-----%n"
            .formatted(kind, Base64.getMimeEncoder().encodeToString(content), kind);
    return Files.writeString(folder.resolve(kind + ".pem"), text);
  }
}
