package dev.portcullis.lab.api;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes each request to the verb that answers it, and turns every refusal into a {@code Status}. */
final class ApiServlet extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(ApiServlet.class);
    private static final List<String> HEALTH = List.of("healthz", "readyz", "livez");

    private final transient Store store;
    private final transient BooleanSupplier closing;
    private final transient ListVerb list;
    private final transient CreateVerb create;
    private final transient ReplaceVerb replace;
    private final transient PatchVerb patch;
    private final transient DeleteVerb delete;
    private final transient LogVerb log;
    private final transient PodPorts ports;
    private final byte[] authorization;

    ApiServlet(Store store, String token, PodLogs logs, PodPorts ports, BooleanSupplier closing) {
        this.store = store;
        this.closing = closing;
        this.list = new ListVerb(store);
        this.create = new CreateVerb(store);
        this.replace = new ReplaceVerb(store);
        this.patch = new PatchVerb(store);
        this.delete = new DeleteVerb(store);
        this.log = new LogVerb(store, logs, Clock.systemUTC(), closing);
        this.ports = ports;
        this.authorization = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try {
            var call = new Call(request, response);
            try {
                route(call, Target.segments(request.getRequestURI()));
            } catch (ApiException refusal) {
                refuse(call, refusal);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
                refuse(call, ApiException.of(500, "InternalError", "the lab's API server failed"));
            }
        } catch (ApiException unreadable) {
            response.setStatus(unreadable.code());
            response.setContentType("application/json");
            response.getOutputStream().write(Trees.JSON.writeValueAsBytes(Statuses.of(unreadable)));
        }
    }

    private static void refuse(Call call, ApiException refusal) throws IOException {
        if (!call.response().isCommitted()) {
            call.send(refusal.code(), Statuses.of(refusal));
        }
    }

    private void route(Call call, List<String> path) throws IOException, InterruptedException {
        if (!path.isEmpty() && HEALTH.contains(path.getFirst())) {
            call.response().setContentType("text/plain");
            call.response().getOutputStream().write("ok".getBytes(StandardCharsets.UTF_8));
            return;
        }
        requireToken(call);
        var document = Documents.at(call, path);
        if (document.isPresent()) {
            call.send(200, document.get());
            return;
        }
        var target = Target.parse(path).orElseThrow(ApiServlet::noSuchResource);
        answer(call, target);
    }

    private void answer(Call call, Target target) throws IOException, InterruptedException {
        var part = target.subresource();
        requirePart(target.kind(), part);
        if (target.kind().has(Kind.Trait.VIRTUAL)) {
            requireMethod(call, "POST");
            AccessReviews.answer(call, target);
            return;
        }
        switch (call.request().getMethod()) {
            case "GET", "HEAD" -> read(call, target);
            case "POST" -> {
                if (part.equals("eviction")) {
                    delete.evict(call, target);
                } else if (target.isCollection()) {
                    create.answer(call, target);
                } else {
                    throw wrongMethod();
                }
            }
            case "PUT" -> {
                requireName(target);
                replace.answer(call, target);
            }
            case "PATCH" -> {
                requireName(target);
                patch.answer(call, target);
            }
            case "DELETE" -> {
                if (!part.isEmpty()) {
                    throw wrongMethod();
                }
                if (target.isCollection()) {
                    delete.collection(call, target);
                } else {
                    delete.one(call, target);
                }
            }
            default -> throw wrongMethod();
        }
    }

    private void read(Call call, Target target) throws IOException, InterruptedException {
        if (call.query().isTrue("watch") && target.subresource().isEmpty()) {
            watch(call, target);
        } else if (target.isCollection()) {
            list.answer(call, target);
        } else if (target.subresource().equals("log")) {
            log.answer(call, target);
        } else if (target.subresource().equals("portforward")) {
            PortForwardSocket.upgrade(call, target, ports);
        } else {
            var object = store.peek(target.kind(), target.namespace(), target.name());
            if (object == null) {
                throw ApiException.notFound(target.kind(), target.name());
            }
            call.send(
                    200,
                    target.subresource().equals("scale")
                            ? Scale.of(object)
                            : Views.of(call).one(target.kind(), object));
        }
    }

    private void watch(Call call, Target target) throws IOException, InterruptedException {
        var watch = new WatchVerb(store, call, target, closing);
        if (WatchSocket.isAskedFor(call)) {
            WatchSocket.upgrade(call, watch);
            return;
        }
        var response = call.response();
        response.setStatus(200);
        response.setContentType("application/json");
        response.flushBuffer();
        var out = response.getOutputStream();
        watch.run(
                event -> {
                    out.write(Trees.JSON.writeValueAsBytes(event));
                    out.write('\n');
                    out.flush();
                });
    }

    private void requireToken(Call call) {
        var given = call.request().getHeader("Authorization");
        if (given == null
                || !MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), authorization)) {
            throw ApiException.of(401, "Unauthorized", "Unauthorized");
        }
    }

    private static void requirePart(Kind kind, String part) {
        boolean served =
                switch (part) {
                    case "" -> true;
                    case "status" -> kind.has(Kind.Trait.STATUS);
                    case "scale" -> kind.has(Kind.Trait.SCALE);
                    case "log", "portforward", "eviction" -> kind.equals(Kind.POD);
                    default -> false;
                };
        if (!served) {
            throw noSuchResource();
        }
    }

    private static void requireMethod(Call call, String method) {
        if (!call.request().getMethod().equals(method)) {
            throw wrongMethod();
        }
    }

    private static void requireName(Target target) {
        if (target.isCollection()) {
            throw wrongMethod();
        }
    }

    private static ApiException wrongMethod() {
        return ApiException.of(
                405,
                "MethodNotAllowed",
                "the server does not allow this method on the requested resource");
    }

    private static ApiException noSuchResource() {
        return ApiException.of(404, "NotFound", "the server could not find the requested resource");
    }
}
