package dev.portcullis.console.metrics.internal;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The keys that sign the console's tokens, kept in its store. A new one is made every week. Grafana keeps the published
 * set for an hour ({@code cache_ttl}), so a key is published two hours before it signs, and two hours after the next
 * one took over.
 */
final class GrafanaKeys {
    static final Duration LIFETIME = Duration.ofDays(7);
    static final Duration NOTICE = Duration.ofHours(2);

    private record Dated(Instant at, ECKey key) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    GrafanaKeys(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The key to sign with now. */
    synchronized ECKey signing() {
        var now = clock.instant();
        var keys = kept(now);
        return keys.stream()
                .filter(dated -> !dated.at().plus(NOTICE).isAfter(now))
                .findFirst()
                .orElse(keys.getLast())
                .key();
    }

    /** The public halves of all keys that may have signed a token that still holds, or will sign soon. */
    synchronized String published() {
        List<JWK> keys =
                kept(clock.instant()).stream()
                        .<JWK>map(dated -> dated.key().toPublicJWK())
                        .toList();
        return new JWKSet(keys).toString();
    }

    /** The newest first; makes one if it is time, and forgets those nobody needs. */
    private List<Dated> kept(Instant now) {
        var keys = read();
        if (keys.isEmpty() || !keys.getFirst().at().plus(LIFETIME).isAfter(now)) {
            save(new Dated(now, generated()));
            keys = read();
        }
        for (int i = 1; i < keys.size(); i++) {
            // The next newer one has been signing for long enough
            if (!keys.get(i - 1).at().plus(NOTICE).plus(NOTICE).isAfter(now)) {
                jdbc.sql("delete from grafana_key where id = :id")
                        .param("id", keys.get(i).key().getKeyID())
                        .update();
            }
        }
        return read();
    }

    private List<Dated> read() {
        return jdbc.sql("select created_at, document from grafana_key order by created_at desc")
                .query(
                        (row, _) ->
                                new Dated(
                                        row.getObject("created_at", OffsetDateTime.class)
                                                .toInstant(),
                                        parsed(row.getString("document"))))
                .list();
    }

    private void save(Dated dated) {
        jdbc.sql(
                        """
                        insert into grafana_key (id, created_at, document)
                        values (:id, :at, :document)
                        """)
                .param("id", dated.key().getKeyID())
                .param("at", dated.at().atOffset(ZoneOffset.UTC))
                .param("document", dated.key().toJSONString())
                .update();
    }

    private static ECKey generated() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(UUID.randomUUID().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("This Java knows no P-256 keys", e);
        }
    }

    private static ECKey parsed(String document) {
        try {
            return ECKey.parse(document);
        } catch (ParseException e) {
            throw new IllegalStateException("A key in the table grafana_key cannot be read", e);
        }
    }
}
