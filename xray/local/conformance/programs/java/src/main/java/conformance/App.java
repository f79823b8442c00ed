package conformance;

import com.amazonaws.xray.AWSXRay;
import com.amazonaws.xray.entities.Subsegment;
import com.amazonaws.xray.jakarta.servlet.AWSXRayServletFilter;
import com.amazonaws.xray.strategy.jakarta.SegmentNamingStrategy;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.Map;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.FilterHolder;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;

/** A servlet behind the X-Ray SDK's own filter, as its documentation has it. */
public final class App extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getRequestURI().startsWith("/fault/")) {
            throw new IllegalStateException("the till is on fire");
        }
        try (Subsegment subsegment = AWSXRay.beginSubsegment("work")) {
            subsegment.putAnnotation("customer", "c-1");
            subsegment.putMetadata("shop", "basket", Map.of("items", 3));
        }
        response.getWriter().println("done");
    }

    private static SegmentNamingStrategy naming() {
        String name = System.getenv("SERVICE_NAME");
        String pattern = System.getenv("AWS_XRAY_URL");
        return pattern == null ? SegmentNamingStrategy.fixed(name) : SegmentNamingStrategy.dynamic(name, pattern);
    }

    public static void main(String[] args) throws Exception {
        ServletContextHandler context = new ServletContextHandler();
        context.addFilter(
            new FilterHolder(new AWSXRayServletFilter(naming())), "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(new App()), "/*");
        Server server = new Server(new InetSocketAddress("127.0.0.1", 0));
        server.setHandler(context);
        server.start();
        System.out.println("listening " + ((ServerConnector) server.getConnectors()[0]).getLocalPort());
        server.join();
    }
}
