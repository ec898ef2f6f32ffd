package dev.portcullis.console.users.internal;

import dev.portcullis.console.audit.AuditLog;
import dev.portcullis.console.cluster.ServiceForward;
import dev.portcullis.console.cluster.ServiceForwards;
import dev.portcullis.console.users.UserAccounts;
import dev.portcullis.console.users.UserServicePulse;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(UserServiceSettings.class)
class UsersConfiguration {
    @Bean(destroyMethod = "close")
    @ConditionalOnProperty("portcullis.user-service.service")
    ServiceForward userServiceForward(ServiceForwards forwards, UserServiceSettings settings) {
        return forwards.open(Objects.requireNonNull(settings.service()));
    }

    // The JDK's client: it follows the proxy of the system properties, where a pod has one
    @Bean
    UserAccounts userAccounts(
            UserServiceSettings settings,
            @Qualifier("userServiceForward") ObjectProvider<ServiceForward> forward,
            AuditLog log) {
        var http =
                HttpClient.newBuilder()
                        .connectTimeout(settings.connectTimeout())
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
        var way = forward.getIfAvailable();
        var url = way == null ? settings.url().toString() : "http://" + way.address();
        var requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(settings.readTimeout());
        var rest =
                RestClient.builder()
                        .requestFactory(requests)
                        .baseUrl(url + "/api/v1/users")
                        .build();
        return new AuditedUserAccounts(new RestUserAccounts(rest, URI.create(url)), log);
    }

    @Bean(destroyMethod = "close")
    UserServicePulse userServicePulse(UserAccounts accounts, Clock clock) {
        var pulse = new PollingUserServicePulse(accounts, clock);
        pulse.start();
        return pulse;
    }
}
