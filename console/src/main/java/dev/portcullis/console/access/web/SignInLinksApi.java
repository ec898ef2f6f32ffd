package dev.portcullis.console.access.web;

import dev.portcullis.console.access.SignInLinks;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Makes sign-in links for whoever holds the API token. */
@RestController
@Tag(name = "access")
class SignInLinksApi {
    private final SignInLinks links;

    SignInLinksApi(SignInLinks links) {
        this.links = links;
    }

    /**
     * A link that signs the operator in.
     *
     * @param url usable once, for ten minutes unless configured otherwise
     */
    record SignInLink(String url) {}

    @PostMapping("/api/v1/sign-in-links")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Make a link that signs the operator in once")
    SignInLink create() {
        return new SignInLink(
                ServletUriComponentsBuilder.fromCurrentContextPath()
                        .path("/sign-in")
                        .queryParam("code", links.issue())
                        .toUriString());
    }
}
