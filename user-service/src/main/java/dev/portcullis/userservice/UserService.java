package dev.portcullis.userservice;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The guarded workload's API. */
@SpringBootApplication
public class UserService {
    public static void main(String[] arguments) {
        SpringApplication.run(UserService.class, arguments);
    }
}
