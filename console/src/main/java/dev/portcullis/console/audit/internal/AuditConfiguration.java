package dev.portcullis.console.audit.internal;

import dev.portcullis.console.audit.AuditLog;
import dev.portcullis.console.store.StoreSettings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Opens the audit log. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {
    @Bean
    AuditLog auditLog(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            StoreSettings store,
            Clock clock) {
        var key = store.directory().map(AuditKey::in).orElseGet(AuditKey::random);
        return new JdbcAuditLog(
                jdbc, new TransactionTemplate(transactions), new HashChain(key), clock);
    }

    @Bean
    SignInRecorder signInRecorder(AuditLog audit) {
        return new SignInRecorder(audit);
    }
}
