package dev.portcullis.lab.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.websocket.server.WsSci;

/** The API's HTTP server, from its start to its end. On 127.0.0.1 only. */
final class ServingApi implements AutoCloseable {

    private static final int REQUEST_TIMEOUT_MILLIS = 20_000;

    /** As kube-apiserver has it (IdleTimeout in apiserver/pkg/server/secure_serving.go); clients let go of theirs before. */
    private static final int IDLE_TIMEOUT_MILLIS = 90_000;

    // Kept here so that the level is not forgotten with a collected logger.
    private static final Logger TOMCAT_LOG = Logger.getLogger("org.apache");

    private final Tomcat tomcat;
    private final Path base;
    private final ExecutorService executor;
    private volatile boolean closing;

    ServingApi(Store store, Tls tls, String token, PodLogs logs, PodPorts ports, int port)
            throws IOException, LifecycleException {
        TOMCAT_LOG.setLevel(Level.WARNING);
        base = Files.createTempDirectory("portcullis-api-");
        executor = Executors.newVirtualThreadPerTaskExecutor();
        tomcat = new Tomcat();
        tomcat.setBaseDir(base.toString());
        tomcat.setConnector(connector(tls, port));
        var context = tomcat.addContext("", base.toString());
        if (context instanceof StandardContext standard) {
            // Nothing is ever redeployed here, so there is nothing to look for.
            standard.setClearReferencesThreadLocals(false);
            standard.setClearReferencesRmiTargets(false);
        }
        context.addServletContainerInitializer(new WsSci(), Set.of());
        var servlet = new ApiServlet(store, token, logs, ports, () -> closing);
        Tomcat.addServlet(context, "api", servlet).setAsyncSupported(true);
        context.addServletMappingDecoded("/", "api");
        tomcat.start();
        if (tomcat.getConnector().getLocalPort() < 0) {
            throw new LifecycleException("port %d cannot be bound".formatted(port));
        }
    }

    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    /** Ends every watch and stops listening. A second call does nothing. */
    @Override
    public synchronized void close() {
        if (closing) {
            return;
        }
        closing = true;
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException("The API server does not stop", e);
        } finally {
            executor.shutdownNow();
            deleteBase();
        }
    }

    private Connector connector(Tls tls, int port) {
        var protocol = new Http11NioProtocol();
        var connector = new Connector(protocol);
        connector.setPort(port);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("bindOnInit", "false");
        connector.setSecure(true);
        connector.setScheme("https");
        protocol.setSSLEnabled(true);
        protocol.setExecutor(executor);
        protocol.setConnectionTimeout(REQUEST_TIMEOUT_MILLIS);
        protocol.setKeepAliveTimeout(IDLE_TIMEOUT_MILLIS);
        protocol.setMaxKeepAliveRequests(-1);
        protocol.setMaxHttpRequestHeaderSize(64 << 10);
        protocol.setMaxSwallowSize(8 << 20);
        protocol.setCompression("off");
        var http2 = new Http2Protocol();
        http2.setMaxConcurrentStreams(1_000);
        http2.setKeepAliveTimeout(IDLE_TIMEOUT_MILLIS);
        // A watch may be silent for as long as it likes.
        http2.setStreamReadTimeout(REQUEST_TIMEOUT_MILLIS);
        http2.setStreamWriteTimeout(REQUEST_TIMEOUT_MILLIS);
        connector.addUpgradeProtocol(http2);
        var host = new SSLHostConfig();
        host.setProtocols("TLSv1.2+TLSv1.3");
        var certificate = new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.EC);
        var password = new byte[16];
        new SecureRandom().nextBytes(password);
        var secret = HexFormat.of().formatHex(password);
        certificate.setCertificateKeystore(tls.keyStore(secret.toCharArray()));
        certificate.setCertificateKeystorePassword(secret);
        certificate.setCertificateKeyPassword(secret);
        certificate.setCertificateKeyAlias("lab");
        host.addCertificate(certificate);
        connector.addSslHostConfig(host);
        return connector;
    }

    private void deleteBase() {
        try (var files = Files.walk(base)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + base, e);
        }
    }
}
