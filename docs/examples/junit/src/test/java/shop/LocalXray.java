package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Asks the local X-Ray, whose address {@code xray-local run} puts into XRAY_LOCAL_URL, without another library; an AWS SDK
 * finds it by AWS_ENDPOINT_URL_XRAY.
 */
final class LocalXray {
  private static final Pattern ID = Pattern.compile("\"Id\":\"(1-[0-9a-f]{8}-[0-9a-f]{24})\"");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private LocalXray() {}

  /** Waits for a trace that matches a filter expression, and answers it as BatchGetTraces does. */
  static String waitForTrace(String filter) throws Exception {
    var end = Instant.now().plusSeconds(5);
    while (Instant.now().isBefore(end)) {
      var now = Instant.now().getEpochSecond();
      var question = "{\"StartTime\":%d,\"EndTime\":%d,\"FilterExpression\":\"%s\"}"
          .formatted(now - 3600, now + 60, filter.replace("\"", "\\\""));
      var found = ID.matcher(ask("/TraceSummaries", question));
      if (found.find()) return ask("/Traces", "{\"TraceIds\":[\"%s\"]}".formatted(found.group(1)));
      Thread.sleep(50);
    }
    return fail("No trace matches " + filter);
  }

  private static String ask(String path, String question) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(System.getenv("XRAY_LOCAL_URL") + path))
        .POST(BodyPublishers.ofString(question))
        .build();
    var response = HTTP.send(request, BodyHandlers.ofString());
    assertEquals(200, response.statusCode(), response.body());
    return response.body();
  }
}
