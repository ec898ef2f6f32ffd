package dev.portcullis.console.metrics.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.portcullis.console.TestClock;
import dev.portcullis.console.TestStores;
import java.time.Duration;
import java.util.Date;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which of its own and of others' tokens a Grafana that trusts the console's keys would take. */
class GrafanaTokensTest {
    private final TestClock clock = new TestClock();
    private final DataSource database = TestStores.fresh();
    private final GrafanaKeys keys = new GrafanaKeys(JdbcClient.create(database), clock);
    private final GrafanaTokens tokens =
            new GrafanaTokens(
                    keys,
                    new GrafanaSettings(
                            null, "portcullis-console", "grafana", Duration.ofSeconds(30)),
                    clock);
    private final GrafanaStandIn grafana = new GrafanaStandIn(clock);

    @BeforeEach
    void trust() {
        grafana.trust(keys::published);
    }

    @AfterEach
    void stop() {
        grafana.close();
    }

    @Test
    void theConsolesTokenMakesAViewerOfWhoeverAsks() {
        assertThat(grafana.checked(tokens.issue("operator"))).isEqualTo("operator as Viewer");
    }

    @Test
    void aTokenHoldsForSecondsOnly() {
        var token = tokens.issue("operator");
        clock.pass(Duration.ofSeconds(31));

        assertThat(grafana.checked(token)).isEqualTo("refused: expired");
    }

    @Test
    void noTwoTokensAreTheSame() {
        assertThat(tokens.issue("operator")).isNotEqualTo(tokens.issue("operator"));
    }

    @Test
    void aTokenOfTomorrowIsRefusedToday() throws JOSEException {
        var claims = claims().notBeforeTime(Date.from(clock.instant().plusSeconds(60))).build();

        assertThat(grafana.checked(signed(claims, keys.signing()))).isEqualTo("refused: too early");
    }

    @Test
    void anotherKeyIsRefusedThoughItCallsItselfByOurs() throws JOSEException {
        var forged = new ECKeyGenerator(Curve.P_256).keyID(keys.signing().getKeyID()).generate();

        assertThat(grafana.checked(signed(claims().build(), forged)))
                .isEqualTo("refused: signature");
    }

    @Test
    void aTokenWithoutASignatureIsRefused() {
        assertThat(grafana.checked(new PlainJWT(claims().build()).serialize()))
                .startsWith("refused");
    }

    @Test
    void thePublicKeyIsNoSharedSecret() throws JOSEException {
        var token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.HS256)
                                .keyID(keys.signing().getKeyID())
                                .build(),
                        claims().build());
        token.sign(new MACSigner(keys.signing().toPublicJWK().toJSONString()));

        assertThat(grafana.checked(token.serialize())).isEqualTo("refused: algorithm");
    }

    @Test
    void aTokenForSomebodyElseIsRefused() throws JOSEException {
        assertThat(grafana.checked(signed(claims().audience("vault").build(), keys.signing())))
                .isEqualTo("refused: expected claims");
        assertThat(grafana.checked(signed(claims().issuer("evil").build(), keys.signing())))
                .isEqualTo("refused: expected claims");
    }

    @Test
    void aTokenOfNobodyIsRefused() throws JOSEException {
        assertThat(grafana.checked(signed(claims().subject(null).build(), keys.signing())))
                .isEqualTo("refused: no subject");
    }

    @Test
    void aTokenThatWasTamperedWithIsRefused() {
        var parts = tokens.issue("viewer").split("\\.");
        var other = tokens.issue("operator").split("\\.");

        assertThat(grafana.checked(parts[0] + "." + other[1] + "." + parts[2]))
                .isEqualTo("refused: signature");
    }

    @Test
    void onlyPublicHalvesArePublished() {
        keys.signing();

        assertThat(keys.published()).contains("\"kty\":\"EC\"").doesNotContain("\"d\":");
    }

    @Test
    void theKeyOutlivesTheConsole() {
        var before = keys.signing().getKeyID();

        assertThat(new GrafanaKeys(JdbcClient.create(database), clock).signing().getKeyID())
                .isEqualTo(before);
    }

    @Test
    void aNewKeyIsPublishedBeforeItSigns() {
        var first = keys.signing().getKeyID();
        clock.pass(GrafanaKeys.LIFETIME);

        assertThat(keys.signing().getKeyID()).isEqualTo(first);
        assertThat(keys.published().split("\"kid\"")).hasSize(3);

        clock.pass(GrafanaKeys.NOTICE);
        var second = keys.signing().getKeyID();
        assertThat(second).isNotEqualTo(first);
        assertThat(keys.published()).contains(first, second);

        clock.pass(GrafanaKeys.NOTICE);
        assertThat(keys.published()).contains(second).doesNotContain(first);
        assertThat(grafana.checked(tokens.issue("viewer"))).isEqualTo("viewer as Viewer");
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("portcullis-console")
                .audience("grafana")
                .subject("operator")
                .claim("role", "Viewer")
                .issueTime(Date.from(clock.instant()))
                .expirationTime(Date.from(clock.instant().plusSeconds(30)));
    }

    private static String signed(JWTClaimsSet claims, ECKey key) throws JOSEException {
        var token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
                        claims);
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }
}
