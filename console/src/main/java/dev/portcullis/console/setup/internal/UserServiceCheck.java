package dev.portcullis.console.setup.internal;

import dev.portcullis.console.setup.SetupCheck;
import dev.portcullis.console.setup.SetupCheck.Finding;
import dev.portcullis.console.users.UserAccounts;
import dev.portcullis.console.users.UserListResult;

/** Whether the user service answers the console. */
record UserServiceCheck(UserAccounts accounts) implements Check {
    @Override
    public SetupCheck make() {
        Finding finding =
                switch (accounts.list("", 0, 1)) {
                    case UserListResult.Found found ->
                            new Finding.Sound(
                                    "It answers and holds %d users.".formatted(found.total()));
                    case UserListResult.Unavailable(var why) ->
                            new Finding.Wanting(
                                    why,
                                    "Check PORTCULLIS_USER_SERVICE_URL, its pods, and that its policies let the console in.",
                                    "kubectl -n users get pods,endpointslices");
                };
        return new SetupCheck("user-service", "User service", finding);
    }
}
