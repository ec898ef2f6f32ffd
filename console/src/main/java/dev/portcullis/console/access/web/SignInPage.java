package dev.portcullis.console.access.web;

import dev.portcullis.console.access.SignInLinks;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /sign-in?code=…}: opens the console once. */
@Controller
class SignInPage {
    private final SignInLinks links;

    SignInPage(SignInLinks links) {
        this.links = links;
    }

    @GetMapping("/sign-in")
    String open(
            @RequestParam(name = "code", defaultValue = "") String code,
            HttpServletRequest request,
            HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        return switch (links.redeem(code, request, response)) {
            case SIGNED_IN -> "redirect:/";
            case SPENT -> "redirect:/login?spent";
            case LOCKED -> "redirect:/login?locked";
        };
    }
}
