package dev.portcullis.console.metrics.internal;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.UUID;

/**
 * Tells Grafana who is asking: a signed JWT for each request, which holds for seconds. Whoever it is, Grafana is told
 * that they may look and nothing else. The claims are those Grafana's {@code [auth.jwt]} checks or is told to expect.
 */
final class GrafanaTokens {
    static final String ROLE = "Viewer";

    /** So far behind may Grafana's clock be. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    private final GrafanaKeys keys;
    private final GrafanaSettings settings;
    private final Clock clock;

    GrafanaTokens(GrafanaKeys keys, GrafanaSettings settings, Clock clock) {
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
    }

    /** A token for somebody by their name in the console. */
    String issue(String user) {
        var key = keys.signing();
        var now = clock.instant();
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(settings.issuer())
                        .audience(settings.audience())
                        .subject(user)
                        .claim("role", ROLE)
                        .issueTime(Date.from(now.minus(SKEW)))
                        .notBeforeTime(Date.from(now.minus(SKEW)))
                        .expirationTime(Date.from(now.plus(settings.tokenLifetime())))
                        .jwtID(UUID.randomUUID().toString())
                        .build();
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build();
        var token = new SignedJWT(header, claims);
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("A token for Grafana could not be signed", e);
        }
        return token.serialize();
    }
}
