package io.fieldbridge.sandbox.salesforce;

import io.fieldbridge.sandbox.SandboxRequest;
import io.fieldbridge.sandbox.SandboxResponse;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What clients still ask for by the APIs before REST: {@code login()} and {@code logout()} by SOAP.
 * Other SOAP calls and Bulk API 1.0 are refused, each in its own form.
 */
final class OlderApis {

  private static final Pattern LOGIN = Pattern.compile("<(?:\\w+:)?login[\\s>]");
  private static final Pattern LOGOUT = Pattern.compile("<(?:\\w+:)?logout[\\s/>]");
  private static final String OTHERS = " is not simulated; use REST or Bulk API 2.0";

  private final Sessions sessions;
  private final Users users;
  private final Supplier<String> ownUrl;

  OlderApis(Sessions sessions, Users users, Supplier<String> ownUrl) {
    this.sessions = sessions;
    this.users = users;
    this.ownUrl = ownUrl;
  }

  /** The answer, where the path is one of these APIs'. */
  Optional<SandboxResponse> answer(SandboxRequest request) {
    if (request.path().startsWith("/services/Soap/")) {
      return Optional.of(soap(request));
    }
    return request.path().startsWith("/services/async/")
        ? Optional.of(bulkOne(request))
        : Optional.empty();
  }

  private SandboxResponse soap(SandboxRequest request) {
    String body = request.text();
    if (LOGIN.matcher(body).find()) {
      return login(request, body);
    }
    if (LOGOUT.matcher(body).find()) {
      sessions.end(element(body, "sessionId"));
      return envelope(200, "<logoutResponse/>");
    }
    return fault("API_DISABLED_FOR_ORG", "this call of the SOAP API" + OTHERS);
  }

  /** As with OAuth any password is taken that is not empty. */
  private SandboxResponse login(SandboxRequest request, String body) {
    if (element(body, "password").isEmpty()) {
      return refused();
    }
    try {
      Session session = sessions.start(users.idOf(element(body, "username")), "");
      String server = ownUrl.get() + request.path() + "/" + Sessions.ORG_ID;
      return envelope(
          200,
          "<loginResponse><result><passwordExpired>false</passwordExpired><sandbox>true</sandbox>"
              + ("<serverUrl>" + server + "</serverUrl>")
              + ("<sessionId>" + session.token() + "</sessionId>")
              + ("<userId>" + session.userId() + "</userId><userInfo>")
              + ("<organizationId>" + Users.ORG_ID + "</organizationId>")
              + ("<userId>" + session.userId() + "</userId></userInfo>")
              + "</result></loginResponse>");
    } catch (OAuthError unknown) {
      return refused();
    }
  }

  private static SandboxResponse refused() {
    return fault(
        "INVALID_LOGIN", "Invalid username, password, security token; or user locked out.");
  }

  private static SandboxResponse fault(String code, String text) {
    return envelope(
        500,
        ("<soapenv:Fault><faultcode>sf:" + code + "</faultcode>")
            + ("<faultstring>" + code + ": " + text + "</faultstring></soapenv:Fault>"));
  }

  private static SandboxResponse envelope(int status, String body) {
    return SandboxResponse.text(
        status,
        "text/xml;charset=UTF-8",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope"
            + " xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
            + " xmlns=\"urn:partner.soap.sforce.com\""
            + " xmlns:sf=\"urn:fault.partner.soap.sforce.com\"><soapenv:Body>"
            + body
            + "</soapenv:Body></soapenv:Envelope>");
  }

  private static SandboxResponse bulkOne(SandboxRequest request) {
    String text = "Bulk API 1.0" + OTHERS;
    boolean json = request.header("Content-Type").orElse("").contains("json");
    return json
        ? SandboxResponse.text(
            400,
            "application/json",
            "{\"exceptionCode\":\"FeatureNotEnabled\",\"exceptionMessage\":\"" + text + "\"}")
        : SandboxResponse.text(
            400,
            "application/xml",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><error"
                + " xmlns=\"http://www.force.com/2009/06/asyncapi/dataload\"><exceptionCode>"
                + ("FeatureNotEnabled</exceptionCode><exceptionMessage>" + text)
                + "</exceptionMessage></error>");
  }

  /** The text of the first element of that name, whatever its prefix; empty where there is none. */
  private static String element(String xml, String name) {
    Matcher found =
        Pattern.compile("<(?:\\w+:)?" + name + "(?:\\s[^>]*)?>([^<]{0,1000})<").matcher(xml);
    return found.find()
        ? found.group(1).trim().replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        : "";
  }
}
