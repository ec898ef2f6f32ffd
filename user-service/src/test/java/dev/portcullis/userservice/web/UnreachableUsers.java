package dev.portcullis.userservice.web;

import dev.portcullis.userservice.users.Attempt;
import dev.portcullis.userservice.users.Change;
import dev.portcullis.userservice.users.ChangeResult;
import dev.portcullis.userservice.users.CreateResult;
import dev.portcullis.userservice.users.DeleteResult;
import dev.portcullis.userservice.users.Expected;
import dev.portcullis.userservice.users.NewUser;
import dev.portcullis.userservice.users.Page;
import dev.portcullis.userservice.users.PageRequest;
import dev.portcullis.userservice.users.User;
import dev.portcullis.userservice.users.UserId;
import dev.portcullis.userservice.users.Users;
import java.util.Optional;
import java.util.function.Supplier;

/** Users who cannot be reached, always for the same reason. */
record UnreachableUsers(Supplier<RuntimeException> why) implements Users {

    @Override
    public CreateResult create(NewUser user, Optional<Attempt> attempt) {
        throw why.get();
    }

    @Override
    public Optional<User> find(UserId id) {
        throw why.get();
    }

    @Override
    public Page list(PageRequest request) {
        throw why.get();
    }

    @Override
    public ChangeResult change(UserId id, Expected expected, Change change) {
        throw why.get();
    }

    @Override
    public DeleteResult delete(UserId id, Expected expected) {
        throw why.get();
    }

    @Override
    public int forgetAttempts() {
        throw why.get();
    }
}
